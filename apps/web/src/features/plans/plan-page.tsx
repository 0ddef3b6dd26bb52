import { getImage, getImagePlan, getPlan, type PlanRow } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { queryOf } from '../../api/queries.ts';
import { exactTime, span } from '../../ui/format.ts';
import { addressOf, imageName } from '../../ui/image-address.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadError, LoadingPage } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Note } from '../../ui/panel.tsx';
import { PlanDetail } from '../../ui/plans/plan-detail.tsx';
import { KIND_WORD } from '../../ui/plans/plan-words.ts';
import { Tag } from '../../ui/tags.tsx';
import { OnDate, When } from '../../ui/when.tsx';
import { planSentence } from './plan-summary-words.ts';
import classes from './plans.module.css';

const route = getRouteApi('/signed-in/plans/$plan');

type Plan = z.output<typeof getPlan.response>;

/** One followed plan: what became of it, and all of it as it was last made. */
export function PlanPage() {
  const params = { plan: Number(route.useParams().plan) };
  const query = useQuery(queryOf(getPlan, { params }));
  if (query.data !== undefined) return <Loaded plan={query.data} />;
  return query.isError ? <LoadError error={query.error} what="The plan" onRetry={() => void query.refetch()} /> : <LoadingPage />;
}

const STATE_TONE = { open: 'accent', done: 'ok', stale: 'quiet' } as const;

function Loaded({ plan: row }: { plan: Plan }) {
  const { without } = route.useSearch();
  const navigate = route.useNavigate();
  const params = addressOf(row.image, row.image.reference);
  const { platform } = row.image;
  const isOpen = row.state === 'open';
  // What an ended plan was made for may be another image by now: only an open one is shown beside what is there.
  const image = useQuery({ ...queryOf(getImage, { params, query: { platform } }), enabled: isOpen }).data;
  const beside = useQuery({ ...queryOf(getImagePlan, { params, query: { platform } }), enabled: isOpen }).data;
  return (
    <>
      <PageHead
        title={
          <div className={classes.title}>
            <h1>{planSentence(row)}</h1>
            <Tag tone={STATE_TONE[row.state]}>{row.state}</Tag>
          </div>
        }
        documentTitle={`${row.title}, ${imageName(row.image)}`}
        here={imageName(row.image)}
        crumbs={[{ key: 'plans', link: <Link to="/plans">Fix plans</Link> }]}
        under={<Under row={row} />}
        actions={
          isOpen && (
            <LinkButton
              to="/images/$connection/$repository/$reference"
              params={params}
              search={{ tab: 'plan', plan: row.key, platform }}
              variant="default"
            >
              All plans of this image
            </LinkButton>
          )
        }
      />
      <Ended row={row} />
      <PlanDetail
        key={row.id}
        plan={row.plan}
        plans={beside?.plans ?? []}
        findings={row.removes + row.remaining}
        counts={image?.counts ?? null}
        params={params}
        platform={platform}
        without={without}
        {...(isOpen
          ? { onLeaveOut: (next: string | undefined) => void navigate({ search: { without: next }, replace: true, resetScroll: false }) }
          : {})}
      />
    </>
  );
}

function Under({ row }: { row: PlanRow }) {
  return (
    <>
      {KIND_WORD[row.kind]} · for{' '}
      <Link to="/images/$connection/$repository/$reference" params={addressOf(row.image, row.image.reference)}>
        {imageName(row.image)}
      </Link>
      , {row.image.platform}, in {row.connectionName} · {row.state === 'open' ? 'open since' : 'advised on'} <OnDate at={row.createdAt} />
      {row.state === 'open' && row.changedAt !== row.createdAt && (
        <>
          {' '}
          · last changed <When at={row.changedAt} />
        </>
      )}
      {row.frozenAt !== undefined && (
        <div className={classes.frozen}>Frozen as of {exactTime(row.frozenAt)}: the registry is disconnected, and this is not updated.</div>
      )}
    </>
  );
}

/** Of a plan that ended: when, by what, and where to look instead. */
function Ended({ row }: { row: PlanRow }) {
  if (row.state === 'open' || row.closedAt === undefined) return null;
  const openFor = span(Date.parse(row.closedAt) - Date.parse(row.createdAt));
  const present = (
    <Link to="/plans" search={{ tab: 'plans', connection: row.image.connection, repository: row.image.repository }}>
      the present plans of {row.image.repository}
    </Link>
  );
  return (
    <div className={classes.ended}>
      {row.state === 'done' ? (
        <Note tone="ok" title={`Done after ${openFor}`}>
          <p>
            {row.closedBy === undefined ? (
              'A newer image'
            ) : (
              <Link to="/images/$connection/$repository/$reference" params={addressOf(row.closedBy, row.closedBy.reference)}>
                {imageName(row.closedBy)}
              </Link>
            )}{' '}
            has nothing left of what it removes, since <OnDate at={row.closedAt} />. See {present}.
          </p>
        </Note>
      ) : (
        <Note title={`Stale after ${openFor}: the advice is another now`}>
          <p>
            Since <OnDate at={row.closedAt} /> something else is advised, or nothing is left to remove. What stands below is what was
            advised then: see {present}.
          </p>
        </Note>
      )}
    </div>
  );
}
