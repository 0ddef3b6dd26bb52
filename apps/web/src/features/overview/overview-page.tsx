import { getOverview, listConnections } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { count } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadError, LoadingPage, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Age } from '../../ui/when.tsx';
import { Ageing } from './ageing.tsx';
import { BySeverity } from './by-severity.tsx';
import { Coverage } from './coverage.tsx';
import { Deadlines } from './deadlines.tsx';
import { OverviewFigures } from './figures.tsx';
import { FirstChanges } from './first-changes.tsx';
import { HighestRisk } from './highest-risk.tsx';
import { type Overview, sentenceOf } from './overview-words.ts';
import classes from './overview.module.css';
import { Remediation } from './remediation.tsx';
import { Scatter } from './scatter.tsx';
import { WorstImages } from './worst-images.tsx';

/** The state of all registries: the sentence, four figures with coverage first, what to change first, and the pictures. */
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
          <OverviewFigures overview={overview} />
          <div className={classes.first}>
            <FirstChanges />
          </div>
          <div className={classes.columns}>
            <div className={classes.stack}>
              <BySeverity overview={overview} />
              <Remediation />
              <Ageing />
              <Coverage overview={overview} />
              <WorstImages overview={overview} />
            </div>
            <div className={classes.stack}>
              <Deadlines />
              <Scatter vulnerabilities={overview.vulnerabilities} />
              <HighestRisk overview={overview} />
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
