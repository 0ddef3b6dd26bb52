import { getPlanSummary, listConnections, listFleetFixes, type PlanRow } from '@plimsoll/contract';
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { asSentence, count, exactTime, number } from '../../ui/format.ts';
import { PageHead } from '../../ui/page.tsx';
import { Note } from '../../ui/panel.tsx';
import { Age } from '../../ui/when.tsx';
import { FleetTab } from './fleet-tab.tsx';
import { daysBySeverity, daysInWords, plansSentence, type PlanSummary } from './plan-summary-words.ts';
import type { PlansSearch } from './plans-search.ts';
import { PlansTab } from './plans-tab.tsx';
import classes from './plans.module.css';

const route = getRouteApi('/signed-in/plans');

const TABS = [
  { value: 'fleet', label: 'Whole fleet', state: undefined },
  { value: 'plans', label: 'All plans', state: 'open' },
  { value: 'done', label: 'Done', state: 'done' },
  { value: 'stale', label: 'Stale', state: 'stale' },
] as const satisfies readonly { value: string; label: string; state: PlanRow['state'] | undefined }[];

/** What to change in all registries, and what became of what was advised. */
export function PlansPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<PlansSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const summary = useQuery(queryOf(getPlanSummary, {})).data;
  const first = useQuery(queryOf(listFleetFixes, { query: { limit: 1 } })).data?.[0];
  const chosen = useQuery(queryOf(listConnections, {})).data?.find(({ id }) => id === search.connection);
  return (
    <>
      <PageHead
        title={summary === undefined ? 'Fix plans' : plansSentence(summary, first)}
        documentTitle="Fix plans"
        here="Fix plans"
        under={
          <>
            For the newest image of each repository. Each plan was applied to the inventory and matched again as a whole: their numbers do
            not add up.
            {summary?.madeAt !== undefined && (
              <>
                {' '}
                Plans <Age of={summary.madeAt} />.
              </>
            )}
            {summary?.making === true && ' They are being made again now.'}
            {chosen?.disconnectedAt !== undefined && (
              <div className={classes.frozen}>
                {chosen.name} is frozen as of {exactTime(chosen.disconnectedAt)}: its plans are not made again.
              </div>
            )}
          </>
        }
      />
      {summary !== undefined && <Summary summary={summary} />}
      <Tabs
        value={search.tab ?? 'fleet'}
        onChange={(value) => {
          const tab = TABS.find((each) => each.value === value)?.value;
          change(tab === 'fleet' ? { tab: undefined, kind: undefined, repository: undefined, key: undefined } : { tab });
        }}
        keepMounted={false}
        mt={16}
      >
        <Tabs.List className={classes.tabs ?? ''}>
          {TABS.map(({ value, label, state }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
              {state !== undefined && summary !== undefined && <span className={classes.tabCount}>{number(summary[state])}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map(({ value, state }) => (
          <Tabs.Panel key={value} value={value} className={classes.panel ?? ''}>
            {state === undefined ? (
              <FleetTab search={search} change={change} />
            ) : (
              <PlansTab state={state} search={search} change={change} />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function Summary({ summary }: { summary: PlanSummary }) {
  const { open, done, doneLast30Days, repositories, medianDaysToRemediate, medianDaysBySeverity, failures } = summary;
  return (
    <>
      <Figures>
        <Figure name="Open plans" value={number(open)} under="for what is shipped now" to={{ to: '/plans', search: { tab: 'plans' } }} />
        <Figure
          name="Done in the last 30 days"
          value={number(doneLast30Days)}
          under={`${number(done)} in all`}
          to={{ to: '/plans', search: { tab: 'done' } }}
        />
        <Figure
          name="Median time to remediate"
          value={daysInWords(medianDaysToRemediate)}
          under={daysBySeverity(medianDaysBySeverity) || 'no vulnerability went with a newer image in 90 days'}
        />
        <Figure
          name="Repositories with plans"
          value={number(repositories)}
          under={failures.length === 0 ? 'plans could be made for all' : 'not for all: see below'}
          to={{ to: '/plans', search: { tab: 'plans' } }}
        />
      </Figures>
      {failures.length > 0 && <Failures failures={failures} />}
    </>
  );
}

function Failures({ failures }: Pick<PlanSummary, 'failures'>) {
  const repositories = new Set(failures.map(({ connection, repository }) => `${connection} ${repository}`)).size;
  return (
    <div className={classes.failed}>
      <Note tone="warn" title={`No plan could be made for ${count(repositories, 'repository', 'repositories')}`}>
        <ul className={classes.failures}>
          {failures.map(({ connection, repository, platform, message }) => (
            <li key={`${connection} ${repository} ${platform}`}>
              <p>
                <Link to="/images/$connection/$repository" params={{ connection: String(connection), repository }}>
                  {repository}
                </Link>{' '}
                ({platform}): {asSentence(message)}
              </p>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
