import { type FleetFix, listFleetFixes } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FilterBar } from '../../ui/filters.tsx';
import { count, number } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { FixImages } from '../../ui/plans/change-list.tsx';
import { costInWords } from '../../ui/plans/fix-words.ts';
import { SeverityBar } from '../../ui/severity.tsx';
import { ExploitedTag } from '../../ui/tags.tsx';
import { Removes, Risk } from './plan-cells.tsx';
import { RegistryFilter } from './plan-filters.tsx';
import { riskPerEdit } from './plan-summary-words.ts';
import type { PlansSearch } from './plans-search.ts';
import classes from './plans.module.css';

const route = getRouteApi('/signed-in/plans');

/** The most that the server answers: what is past it removes less per edit. */
const SHOWN = 200;

/** Fix by fix over all registries: the same edit in every repository that it helps. */
export function FleetTab({ search, change }: { search: PlansSearch; change: (next: Partial<PlansSearch>) => void }) {
  const navigate = route.useNavigate();
  const query = useQuery(queryOf(listFleetFixes, { query: { limit: SHOWN, connection: search.connection } }));
  const rows = query.data ?? [];
  return (
    <>
      <FilterBar
        result={
          query.data !== undefined &&
          `${rows.length === SHOWN ? `The first ${SHOWN} fixes` : count(rows.length, 'fix', 'fixes')}, most risk removed per edit first`
        }
      >
        <RegistryFilter search={search} change={change} />
      </FilterBar>
      {query.isPending && <LoadingRows height={70} />}
      {query.isError && query.data === undefined && <LoadError error={query.error} what="The fixes" onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && (
        <Nothing title={search.connection === undefined ? 'Nothing to change yet' : 'Nothing to change in this registry'}>
          Plans are made as images are read and matched. A disconnected registry has none here: its own stand under All plans.
        </Nothing>
      )}
      {rows.length > 0 && (
        <DataTable
          label="Fixes"
          rows={rows}
          total={rows.length}
          columns={columnsOf(Math.max(...rows.map(riskPerEdit)))}
          rowKey={(row) => row.key}
          onOpen={(row) => void navigate({ search: { tab: 'plans', connection: search.connection, key: row.key } })}
          rowHeight={76}
        />
      )}
    </>
  );
}

function columnsOf(most: number): readonly Column<FleetFix>[] {
  return [
    { id: 'removes', head: 'Removes', numeric: true, width: 92, cell: ({ removes }) => <Removes value={removes} /> },
    {
      id: 'fix',
      head: 'Fix',
      cell: (row) => (
        <>
          <Link to="/plans" search={(before) => ({ tab: 'plans', connection: before.connection, key: row.key })} className={classes.wrap}>
            <b>{row.title}</b>
          </Link>{' '}
          {row.exploited > 0 && <ExploitedTag />}
          <div className="small muted">{costInWords(row)}</div>
          <div className={`${classes.wrap} small muted`}>
            <FixImages fix={row} />
          </div>
        </>
      ),
    },
    { id: 'severity', head: 'Of these severities', width: '20%', show: 'wide', cell: ({ counts }) => <SeverityBar counts={counts} /> },
    {
      id: 'risk',
      head: 'Risk per edit',
      numeric: true,
      width: 150,
      show: 'wide',
      cell: (row) => <Risk value={riskPerEdit(row)} most={most} />,
    },
    {
      id: 'repositories',
      head: 'Repositories',
      numeric: true,
      width: 110,
      show: 'roomy',
      cell: (row) => (
        <Link to="/plans" search={(before) => ({ tab: 'plans', connection: before.connection, key: row.key })}>
          {number(row.repositories)}
        </Link>
      ),
    },
  ];
}
