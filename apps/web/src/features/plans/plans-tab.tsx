import { listFleetFixes, listPlans, type PlanRow } from '@plimsoll/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { pagesOf, queryOf } from '../../api/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FilterBar } from '../../ui/filters.tsx';
import { count, number, span } from '../../ui/format.ts';
import { addressOf, imageName } from '../../ui/image-address.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { SeverityBar } from '../../ui/severity.tsx';
import { OnDate, When } from '../../ui/when.tsx';
import { PlanName, Removes, Risk } from './plan-cells.tsx';
import { FixFilter, KindFilter, RegistryFilter, RepositoryFilter } from './plan-filters.tsx';
import { riskPerEdit } from './plan-summary-words.ts';
import type { PlansSearch } from './plans-search.ts';
import classes from './plans.module.css';

const route = getRouteApi('/signed-in/plans');

interface PlansTabProps {
  readonly state: PlanRow['state'];
  readonly search: PlansSearch;
  readonly change: (next: Partial<PlansSearch>) => void;
}

const ORDER = { open: 'most risk removed per edit first', done: 'newest first', stale: 'newest first' } as const;

/** Plan by plan: the open ones, or those that ended in one way. */
export function PlansTab({ state, search, change }: PlansTabProps) {
  const navigate = route.useNavigate();
  const { kind, connection, repository, key } = search;
  const query = useInfiniteQuery(pagesOf(listPlans, { query: { state, kind, connection, repository, key } }));
  const fixes = useQuery({ ...queryOf(listFleetFixes, { query: { limit: 200, connection } }), enabled: key !== undefined }).data;
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const isFiltered = [kind, connection, repository, key].some((value) => value !== undefined);
  return (
    <>
      <FilterBar result={query.data === undefined ? undefined : `${count(total, 'plan')}, ${ORDER[state]}`}>
        <RepositoryFilter search={search} change={change} />
        <KindFilter search={search} change={change} />
        <RegistryFilter search={search} change={change} />
        <FixFilter search={search} change={change} title={fixes?.find((fix) => fix.key === key)?.title} />
      </FilterBar>
      {query.isPending && <LoadingRows height={58} />}
      {query.isError && query.data === undefined && <LoadError error={query.error} what="The plans" onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <NoPlans state={state} isFiltered={isFiltered} />}
      {rows.length > 0 && (
        <DataTable
          label="Plans"
          rows={rows}
          total={total}
          columns={state === 'open' ? openColumns(Math.max(...rows.map(riskPerEdit))) : ENDED_COLUMNS[state]}
          rowKey={(row) => String(row.id)}
          isQuiet={(row) => row.frozenAt !== undefined}
          onOpen={(row) => void navigate({ to: '/plans/$plan', params: { plan: String(row.id) }, search: {} })}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

function NoPlans({ state, isFiltered }: { state: PlanRow['state']; isFiltered: boolean }) {
  if (isFiltered) return <Nothing title="Nothing fits these filters">Remove one to see more.</Nothing>;
  if (state === 'done')
    return (
      <Nothing title="No plan is done yet">
        A plan is done when a newer image of its repository has nothing left of what it removes.
      </Nothing>
    );
  if (state === 'stale')
    return <Nothing title="No plan is stale">A plan is stale when something else is advised before it was done.</Nothing>;
  return <Nothing title="No open plans">Plans are made as images are read and matched, for the newest image of each repository.</Nothing>;
}

const REMOVES: Column<PlanRow> = {
  id: 'removes',
  head: 'Removes',
  numeric: true,
  width: 92,
  cell: ({ removes }) => <Removes value={removes} />,
};
const PLAN: Column<PlanRow> = { id: 'plan', head: 'Plan', cell: (row) => <PlanName row={row} /> };

function openColumns(most: number): readonly Column<PlanRow>[] {
  return [
    REMOVES,
    PLAN,
    { id: 'severity', head: 'Of these severities', width: '17%', show: 'wide', cell: ({ counts }) => <SeverityBar counts={counts} /> },
    { id: 'edits', head: 'Edits', numeric: true, width: 64, show: 'wide', cell: ({ edits }) => number(edits) },
    {
      id: 'risk',
      head: 'Risk per edit',
      numeric: true,
      width: 150,
      show: 'wide',
      cell: (row) => <Risk value={riskPerEdit(row)} most={most} />,
    },
    {
      id: 'leaves',
      head: 'Leaves',
      numeric: true,
      width: 104,
      show: 'roomy',
      cell: ({ remaining, unfixable }) => (
        <>
          {number(remaining)}
          {unfixable > 0 && <div className={`${classes.noFix} small faint`}>{number(unfixable)} no fix</div>}
        </>
      ),
    },
    {
      id: 'since',
      head: 'Open since',
      numeric: true,
      width: 110,
      show: 'roomy',
      cell: ({ createdAt }) => <OnDate at={createdAt} isShort />,
    },
  ];
}

const OPEN_FOR: Column<PlanRow> = {
  id: 'openFor',
  head: 'Was open for',
  numeric: true,
  width: 130,
  show: 'roomy',
  cell: ({ createdAt, closedAt }) => (closedAt === undefined ? null : span(Date.parse(closedAt) - Date.parse(createdAt))),
};

const ENDED_COLUMNS: Readonly<Record<'done' | 'stale', readonly Column<PlanRow>[]>> = {
  done: [
    REMOVES,
    PLAN,
    {
      id: 'by',
      head: 'Done by',
      width: '24%',
      cell: ({ closedBy, closedAt }) => (
        <>
          {closedBy === undefined ? (
            <span className="faint">not recorded</span>
          ) : (
            <Link to="/images/$connection/$repository/$reference" params={addressOf(closedBy, closedBy.reference)}>
              {imageName(closedBy)}
            </Link>
          )}
          {closedAt !== undefined && (
            <div className="small muted">
              <OnDate at={closedAt} />
            </div>
          )}
        </>
      ),
    },
    OPEN_FOR,
  ],
  stale: [
    REMOVES,
    PLAN,
    { id: 'closed', head: 'Stale since', width: '20%', cell: ({ closedAt }) => (closedAt === undefined ? null : <When at={closedAt} />) },
    OPEN_FOR,
  ],
};
