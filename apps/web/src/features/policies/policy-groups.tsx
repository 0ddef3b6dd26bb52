import { listPolicyGroups, type PolicyDetail, type PolicyGroup } from '@plimsoll/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pagesOf } from '../../api/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { Clock, PolicyBar, PolicyNumbers } from '../../ui/policies/policy-parts.tsx';
import classes from './policies.module.css';

/** Repositories or registries under a policy: most violations first. */
export function PolicyGroups({ policy, by }: { policy: PolicyDetail; by: 'repository' | 'registry' }) {
  const query = useInfiniteQuery(pagesOf(listPolicyGroups, { params: { policy: policy.id }, query: { by } }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const what = by === 'repository' ? 'repositories' : 'registries';
  if (query.isPending) return <LoadingRows rows={6} />;
  if (query.isError && query.data === undefined)
    return <LoadError error={query.error} what={`The ${what}`} onRetry={() => void query.refetch()} />;
  if (rows.length === 0) return <Nothing title={`No ${what}`}>The policy says nothing of any image now.</Nothing>;
  return (
    <DataTable
      label={`${what} under this policy`}
      rows={rows}
      total={query.data?.pages[0]?.total ?? rows.length}
      columns={columnsOf(policy, by)}
      rowKey={({ connection, repository = '' }) => `${connection} ${repository}`}
      isQuiet={({ violation, unknown }) => violation + unknown === 0}
      hasMore={query.hasNextPage}
      isLoadingMore={query.isFetchingNextPage}
      onMore={() => void query.fetchNextPage()}
    />
  );
}

function columnsOf({ id }: PolicyDetail, by: 'repository' | 'registry'): readonly Column<PolicyGroup>[] {
  return [
    {
      id: 'name',
      head: by === 'repository' ? 'Repository' : 'Registry',
      cell: (row) => (
        <>
          <Name row={row} policy={id} />
          <div className="narrow-only small">
            <PolicyNumbers counts={row} />
          </div>
          {row.nextDueAt !== undefined && (
            <div className="narrow-only small muted">
              next deadline: <Clock dueAt={row.nextDueAt} />
            </div>
          )}
        </>
      ),
    },
    {
      id: 'counts',
      head: 'Images',
      width: '42%',
      show: 'wide',
      cell: (row) => (
        <>
          <PolicyBar counts={row} />
          <div className="small">
            <PolicyNumbers counts={row} />
          </div>
        </>
      ),
    },
    {
      id: 'due',
      head: 'Next deadline',
      width: 150,
      show: 'wide',
      cell: ({ nextDueAt }) => (nextDueAt === undefined ? <span className="faint">none</span> : <Clock dueAt={nextDueAt} />),
    },
  ];
}

/** The way to the rows behind the numbers. */
function Name({ row: { connection, connectionName, repository }, policy }: { row: PolicyGroup; policy: number }) {
  if (repository === undefined)
    return (
      <Link to="/hub/$connection" params={{ connection: String(connection) }} search={{}} className={classes.name ?? ''}>
        {connectionName}
      </Link>
    );
  return (
    <>
      <Link to="/policies/$policy" params={{ policy: String(policy) }} search={{ q: repository }} className={classes.name ?? ''}>
        {repository}
      </Link>
      <div className="small muted">
        in {connectionName} ·{' '}
        <Link to="/images/$connection/$repository" params={{ connection: String(connection), repository }}>
          its tags
        </Link>
      </div>
    </>
  );
}
