import { getOverview, listConnections } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { count, number } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadError, LoadingPage, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SEVERITIES, SEVERITY_WORD, totalOf } from '../../ui/severities.ts';
import { SeverityBar, SeverityWord } from '../../ui/severity.tsx';
import { ExploitedTag } from '../../ui/tags.tsx';
import { Age, useNow } from '../../ui/when.tsx';
import { FirstChanges } from './first-changes.tsx';
import { coverageState, gapsOf, type Overview, sentenceOf } from './overview-words.ts';
import classes from './overview.module.css';
import { Trend } from './trend.tsx';

const DAY_MS = 86_400_000;

/** The state of all registries: the sentence, four figures with coverage first, and where to look first. */
export function OverviewPage() {
  const query = useQuery(queryOf(getOverview, {}));
  if (query.data !== undefined) return <Loaded overview={query.data} />;
  return query.isError ? <LoadError error={query.error} what="The overview" onRetry={() => void query.refetch()} /> : <LoadingPage />;
}

function Loaded({ overview }: { overview: Overview }) {
  const isEmpty = overview.connections === 0 && overview.images.total === 0;
  return (
    <>
      <PageHead
        title={sentenceOf(overview)}
        documentTitle="Overview"
        here="Overview"
        under={isEmpty ? undefined : <Under overview={overview} />}
      />
      {isEmpty ? (
        <NothingWatched />
      ) : (
        <>
          <State overview={overview} />
          <div className={classes.columns}>
            <div className={classes.stack}>
              <FirstChanges />
              <Worst overview={overview} />
            </div>
            <div className={classes.stack}>
              <BySeverity overview={overview} />
              <Trend />
              <Top overview={overview} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

/** Nothing is connected: either nothing ever was, or all of it is frozen. */
function NothingWatched() {
  const { data } = useQuery(queryOf(listConnections, {}));
  if (data === undefined) return null;
  if (data.length > 0) {
    return (
      <Nothing title="All registries are disconnected" action={<LinkButton to="/hub">Open the Integration Hub</LinkButton>}>
        What was read stays readable under <Link to="/images">Images</Link>, frozen as of then. Reconnect one to keep it true.
      </Nothing>
    );
  }
  return (
    <Nothing title="Connect a registry to begin" action={<LinkButton to="/hub/connect">Connect Amazon ECR</LinkButton>}>
      It takes two minutes and five read-only permissions. Plimsoll then finds every tagged image and says what is wrong with it and what to
      change.
    </Nothing>
  );
}

function Under({ overview }: { overview: Overview }) {
  return (
    <>
      All current tags of {count(overview.repositories, 'repository', 'repositories')} in{' '}
      <Link to="/hub">{count(overview.connections, 'registry', 'registries')}</Link>
      {overview.advisories.updatedAt !== undefined && (
        <>
          {' '}
          · advisories <Age of={overview.advisories.updatedAt} />
        </>
      )}
      {overview.images.notImages > 0 && ` · ${count(overview.images.notImages, 'artefact is not an image', 'artefacts are not images')}`}
    </>
  );
}

function State({ overview }: { overview: Overview }) {
  const now = useNow();
  const { images, findings, advisories } = overview;
  const age = advisories.updatedAt === undefined ? undefined : now - Date.parse(advisories.updatedAt);
  const urgent = findings.critical + findings.high;
  return (
    <Figures>
      <Figure
        name="Coverage"
        dot={coverageState(overview)}
        value={`${number(images.complete)} of ${number(images.total)}`}
        under={gapsOf(overview)}
        to={{ to: '/images', search: { view: 'tags', coverage: images.partial > 0 ? 'partial' : undefined } }}
      />
      <Figure
        name="Exploited in the wild"
        dot={overview.exploited > 0 ? 'attention' : 'ok'}
        value={number(overview.exploited)}
        under={overview.exploited === 0 ? 'none of CISA’s catalogue' : 'in CISA’s catalogue: first of all'}
        to={{ to: '/vulnerabilities', search: { exploited: true } }}
      />
      <Figure
        name="Critical and high"
        dot={urgent > 0 ? 'slow' : 'ok'}
        value={number(urgent)}
        under={`${number(findings.critical)} critical, ${number(findings.high)} high findings`}
        to={{ to: '/vulnerabilities', search: { severity: 'critical,high' } }}
      />
      <Figure
        name="Advisories"
        dot={age === undefined ? 'off' : age > 2 * DAY_MS ? 'slow' : 'ok'}
        value={advisories.updatedAt === undefined ? 'None yet' : <Age of={advisories.updatedAt} />}
        under={`${count(advisories.records, 'record')}`}
        to={{ to: '/settings/advisories' }}
      />
    </Figures>
  );
}

function Worst({ overview }: { overview: Overview }) {
  return (
    <Panel
      title="Where most is wrong"
      aside={
        <Link to="/images" search={{ view: 'tags' }}>
          All images
        </Link>
      }
    >
      {overview.worst.length === 0 && (
        <p className="muted">{overview.images.pending > 0 ? 'Images are still being read.' : 'No image has a known vulnerability.'}</p>
      )}
      <ul className={classes.rows}>
        {overview.worst.map((image) => (
          <li key={`${image.connection} ${image.repository}:${image.reference}`} className={classes.worst}>
            <div className={classes.worstName}>
              <Link
                to="/images/$connection/$repository/$reference"
                params={{ connection: String(image.connection), repository: image.repository, reference: image.reference }}
              >
                <b>
                  {image.repository}:{image.reference}
                </b>
              </Link>
              <div className="small muted">
                {image.counts.critical > 0 && `${number(image.counts.critical)} critical, `}
                {image.counts.high > 0 && `${number(image.counts.high)} high, `}
                {image.counts.fixable === 0 ? 'no fix yet' : `${number(image.counts.fixable)} with a fix`}
              </div>
            </div>
            <div className={classes.worstBar}>
              <SeverityBar counts={image.counts} />
            </div>
            <b className={classes.worstTotal}>{number(totalOf(image.counts))}</b>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function BySeverity({ overview }: { overview: Overview }) {
  return (
    <Panel title="Open by severity" aside={count(totalOf(overview.findings), 'finding')}>
      <SeverityBar counts={overview.findings} />
      <div className={classes.legend}>
        {SEVERITIES.filter((severity) => overview.findings[severity] > 0).map((severity) => (
          <Link key={severity} to="/vulnerabilities" search={{ severity }}>
            <SeverityWord severity={severity}>
              {number(overview.findings[severity])} {SEVERITY_WORD[severity].toLowerCase()}
            </SeverityWord>
          </Link>
        ))}
        {totalOf(overview.findings) === 0 && <span className="muted">none found</span>}
      </div>
    </Panel>
  );
}

function Top({ overview }: { overview: Overview }) {
  return (
    <Panel title="Highest risk" aside={<Link to="/vulnerabilities">All vulnerabilities</Link>}>
      {overview.top.length === 0 && <p className="muted">None found.</p>}
      <ul className={classes.rows}>
        {overview.top.map((row) => (
          <li key={row.id}>
            <div className={classes.top}>
              <span className={classes.topName}>
                <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: row.id }}>
                  <b>{row.id}</b>
                </Link>
                <SeverityWord severity={row.severity} />
                {row.exploited && <ExploitedTag />}
              </span>
              <span className="small muted">{count(row.images, 'image')}</span>
            </div>
            <div className="small muted clip">{row.summary}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
