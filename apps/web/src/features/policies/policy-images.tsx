import { listPolicyImages, type PolicyDetail, type PolicyImage } from '@plimsoll/contract';
import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { pagesOf } from '../../api/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FilterBar, TextFilter } from '../../ui/filters.tsx';
import { count, number, shortDigest } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { Clock, PolicyTag } from '../../ui/policies/policy-parts.tsx';
import { countsInWords } from '../../ui/policies/policy-words.ts';
import { OnDate } from '../../ui/when.tsx';
import { hasDeadline, type PolicySearch } from './policies-search.ts';
import classes from './policies.module.css';

const route = getRouteApi('/signed-in/policies/$policy');

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'violation', label: 'Violated' },
  { value: 'unknown', label: 'Unknown' },
  { value: 'pass', label: 'Met' },
] as const;

/** The images under a policy, each with the reasons. */
export function PolicyImages({ policy, sort }: { policy: PolicyDetail; sort: 'state' | 'due' }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<PolicySearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const query = useInfiniteQuery(
    pagesOf(listPolicyImages, { params: { policy: policy.id }, query: { state: search.state, q: search.q, sort } }),
  );
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total;
  return (
    <>
      <FilterBar result={total === undefined ? undefined : count(total, 'image')}>
        <TextFilter label="Find a repository or tag" value={search.q} onChange={(q) => change({ q })} />
        <SegmentedControl
          size="xs"
          aria-label="Which images"
          data={SHOWN.map(({ value, label }) => ({ value, label }))}
          value={search.state ?? 'all'}
          onChange={(value) => change({ state: value === 'all' ? undefined : value })}
        />
        {hasDeadline(policy) && (
          <SegmentedControl
            size="xs"
            aria-label="In which order"
            data={ORDERS.map(({ value, label }) => ({ value, label }))}
            value={sort}
            onChange={(value) => change({ sort: value === 'due' ? undefined : value })}
          />
        )}
      </FilterBar>
      {query.isPending && <LoadingRows rows={6} />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The images" onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && <Nothing title="No such image">{countsInWords(policy.counts ?? NONE)}.</Nothing>}
      {rows.length > 0 && (
        <DataTable
          label="Images under this policy"
          rows={rows}
          total={total ?? rows.length}
          columns={COLUMNS}
          rowKey={(row) => `${row.connection} ${row.repository} ${row.digest}`}
          isQuiet={({ state }) => state === 'pass'}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

const ORDERS = [
  { value: 'due', label: 'Nearest deadline' },
  { value: 'state', label: 'Worst first' },
] as const;

const NONE = { pass: 0, violation: 0, unknown: 0 };

const COLUMNS: readonly Column<PolicyImage>[] = [
  { id: 'state', head: 'State', width: 104, show: 'wide', cell: ({ state }) => <PolicyTag state={state} /> },
  {
    id: 'image',
    head: 'Image and why',
    cell: (row) => (
      <>
        <div className="narrow-only">
          <PolicyTag state={row.state} />
        </div>
        <Link
          className={classes.name ?? ''}
          to="/images/$connection/$repository/$reference"
          params={{ connection: String(row.connection), repository: row.repository, reference: row.tags[0] ?? row.digest }}
          search={{}}
        >
          {row.repository}
          {row.tags[0] === undefined ? `@${shortDigest(row.digest)}` : `:${row.tags[0]}`}
        </Link>
        {row.tags.length > 1 && <span className="small faint"> and {number(row.tags.length - 1)} more tags</span>}
        {row.results
          .filter(({ state }) => state === row.state)
          .map(({ rule, message }) => (
            <div key={rule} className={`${classes.reason} small muted`}>
              {message}
            </div>
          ))}
        {row.dueAt !== undefined && (
          <div className="narrow-only small">
            <Clock dueAt={row.dueAt} />
          </div>
        )}
      </>
    ),
  },
  {
    id: 'due',
    head: 'Deadline',
    width: 172,
    show: 'wide',
    cell: ({ dueAt }) => (dueAt === undefined ? <span className="faint">none</span> : <Clock dueAt={dueAt} />),
  },
  { id: 'since', head: 'Since', width: 116, show: 'roomy', cell: ({ since }) => <OnDate at={since} isShort /> },
];
