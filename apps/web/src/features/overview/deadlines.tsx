import { type Deadline, getDeadlines } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { queryOf } from '../../api/queries.ts';
import { exactTime, number, span } from '../../ui/format.ts';
import { SeverityWord } from '../../ui/severity.tsx';
import { useNow } from '../../ui/when.tsx';
import { deadlinesTitle, PARTS } from './deadline-words.ts';
import classes from './deadlines.module.css';
import { Picture, PictureOf, PictureTable } from './picture.tsx';

type Answer = z.output<typeof getDeadlines.response>;

/** Clocks of images: those that ran out above the load line, those that run below it. */
export function Deadlines() {
  const query = useQuery(queryOf(getDeadlines, {}));
  return (
    <PictureOf query={query} name="Deadlines">
      {(answer) => (
        <Picture
          title={deadlinesTitle(answer)}
          empty={answer.policies.length === 0 ? <NoPolicy /> : undefined}
          table={() => <DeadlineTable rows={[...answer.overdue, ...answer.next]} />}
        >
          <Counts answer={answer} />
          <Clocks answer={answer} />
        </Picture>
      )}
    </PictureOf>
  );
}

function NoPolicy() {
  return (
    <>
      No policy that is on says by when something has to be fixed. Switch one on, or make one, under <Link to="/policies">Policies</Link>.
    </>
  );
}

/** Images by their first deadline; they lead to the policy, its violations if there is but one that sets deadlines. */
function Counts({ answer: { images, policies } }: { answer: Answer }) {
  const [only, ...others] = policies;
  return (
    <ul className={classes.counts}>
      {PARTS.map(({ key, word }) => {
        const words = (
          <>
            <b>{number(images[key])}</b> {word}
          </>
        );
        return (
          <li key={key} data-late={(key === 'overdue' && images.overdue > 0) || undefined}>
            {only === undefined || others.length > 0 ? (
              <Link to="/policies">{words}</Link>
            ) : (
              <Link to="/policies/$policy" params={{ policy: String(only.id) }} search={key === 'overdue' ? { state: 'violation' } : {}}>
                {words}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Clocks({ answer: { images, overdue, next } }: { answer: Answer }) {
  const more = images.overdue - overdue.length;
  return (
    <>
      <ul className={classes.clocks} aria-label="Overdue">
        {overdue.map((row) => (
          <Clock key={keyOf(row)} row={row} />
        ))}
        {more > 0 && <li className="small muted">{number(more)} more are overdue</li>}
      </ul>
      <div className={classes.loadLine} role="separator" aria-label="Now">
        <span className="small">now</span>
      </div>
      <ul className={classes.clocks} aria-label="Next">
        {next.map((row) => (
          <Clock key={keyOf(row)} row={row} />
        ))}
        {next.length === 0 && <li className="small muted">No clock is running.</li>}
      </ul>
    </>
  );
}

function Clock({ row }: { row: Deadline }) {
  const now = useNow();
  const { dueAt, finding, policy, policyName } = row;
  const left = Date.parse(dueAt) - now;
  return (
    <li className={classes.clock}>
      <time dateTime={dueAt} title={exactTime(dueAt)} data-late={left <= 0 || undefined}>
        {left <= 0 ? `${span(-left)} over` : `in ${span(left)}`}
      </time>
      <span className={classes.what}>
        <ImageName image={row.image} />
        <span className="small muted">
          {finding !== undefined && (
            <>
              <SeverityWord severity={finding.severity}>{finding.vulnerability}</SeverityWord> in {finding.package} ·{' '}
            </>
          )}
          <Link to="/policies/$policy" params={{ policy: String(policy) }} search={{}}>
            {policyName}
          </Link>
        </span>
      </span>
    </li>
  );
}

function ImageName({ image: { connection, repository, reference, platform } }: { image: Deadline['image'] }) {
  return (
    <Link
      to="/images/$connection/$repository/$reference"
      params={{ connection: String(connection), repository, reference }}
      search={{ tab: 'plan', platform: platform === '' ? undefined : platform }}
    >
      <b>
        {repository}:{reference}
      </b>
    </Link>
  );
}

function DeadlineTable({ rows }: { rows: readonly Deadline[] }) {
  return (
    <PictureTable
      columns={['Due', 'Image', 'Platform', 'Vulnerability', 'Package', 'Policy']}
      rows={rows.map((row) => ({
        key: keyOf(row),
        cells: [
          exactTime(row.dueAt),
          <ImageName key="image" image={row.image} />,
          row.image.platform,
          row.finding?.vulnerability,
          row.finding?.package,
          row.policyName,
        ],
      }))}
    />
  );
}

function keyOf({ image: { connection, repository, reference, platform } }: Deadline): string {
  return `${connection} ${repository}:${reference} ${platform}`;
}
