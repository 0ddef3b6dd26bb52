import { deletePolicy, getPolicy, listPolicyImages, type PolicyDetail, type PolicyImage, updatePolicy } from '@plimsoll/contract';
import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { pagesOf, queryOf } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FilterBar, TextFilter } from '../../ui/filters.tsx';
import { count, number, shortDigest } from '../../ui/format.ts';
import { ActionError, LoadError, LoadingPage, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Clock, PolicyBar, PolicyNumbers, PolicyTag } from '../../ui/policies/policy-parts.tsx';
import { countsInWords, ruleInWords, scopeInWords } from '../../ui/policies/policy-words.ts';
import { Tag } from '../../ui/tags.tsx';
import { OnDate } from '../../ui/when.tsx';
import type { PolicySearch } from './policies-search.ts';
import classes from './policies.module.css';
import { PolicyEditor } from './policy-editor.tsx';
import { PolicyTrend } from './policy-trend.tsx';

const route = getRouteApi('/signed-in/policies/$policy');

/** One policy: which images violate it and why, rule by rule. */
export function PolicyPage() {
  const params = { policy: Number(route.useParams().policy) };
  const query = useQuery(queryOf(getPolicy, { params }));
  if (query.data !== undefined) return <Loaded policy={query.data} />;
  return query.isError ? <LoadError error={query.error} what="The policy" onRetry={() => void query.refetch()} /> : <LoadingPage />;
}

function Loaded({ policy }: { policy: PolicyDetail }) {
  const { counts, name } = policy;
  return (
    <>
      <PageHead
        title={
          <div className={classes.title}>
            <h1>{name}</h1>
            {policy.builtIn ? <Tag>comes with Plimsoll</Tag> : <Tag tone="accent">own</Tag>}
            {!policy.enabled && <Tag>off</Tag>}
          </div>
        }
        documentTitle={name}
        here={name}
        crumbs={[{ key: 'policies', link: <Link to="/policies">Policies</Link> }]}
        under={
          <>
            {policy.description} For {scopeInWords(policy.scope)}
            {policy.author !== undefined && (
              <>
                , by {policy.author}, <OnDate at={policy.changedAt} />
              </>
            )}
            .
          </>
        }
        actions={<Actions policy={policy} />}
      />
      <section className={classes.summary} aria-label="What it says now">
        <ul className={classes.asks}>
          {policy.rules.map((rule) => (
            <li key={JSON.stringify(rule)}>{ruleInWords(rule)}</li>
          ))}
        </ul>
        {counts !== null && (
          <div className={classes.state}>
            <PolicyBar counts={counts} />
            <PolicyNumbers counts={counts} />
            {policy.nextDueAt !== undefined && (
              <div className="small muted">
                Next deadline: <Clock dueAt={policy.nextDueAt} />
              </div>
            )}
          </div>
        )}
        <PolicyTrend days={policy.trend} />
      </section>
      {counts === null ? (
        <Nothing title={policy.enabled ? 'Not evaluated yet' : 'This policy is off'}>
          {policy.enabled ? 'It is after the next sync, or at once with Evaluate now.' : 'It says nothing of any image until it is on.'}
        </Nothing>
      ) : (
        <Images policy={policy} />
      )}
    </>
  );
}

function Actions({ policy }: { policy: PolicyDetail }) {
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const mayEdit = useMay('editor');
  const [isEditing, setEditing] = useState(false);
  const params = { policy: policy.id };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['Policies'] });
  const switching = useMutation({
    mutationFn: () => call(updatePolicy, { params, body: { enabled: !policy.enabled } }),
    onSuccess: refresh,
  });
  const removing = useMutation({
    mutationFn: () => call(deletePolicy, { params }),
    onSuccess: async () => {
      await navigate({ to: '/policies' });
      await refresh();
    },
  });
  if (!mayEdit) return null;
  return (
    <>
      <ActionError error={switching.error ?? removing.error} />
      <Button variant="default" loading={switching.isPending} onClick={() => switching.mutate()}>
        {policy.enabled ? 'Switch off' : 'Switch on'}
      </Button>
      {!policy.builtIn && (
        <>
          <Button variant="default" loading={removing.isPending} onClick={() => removing.mutate()}>
            Remove
          </Button>
          <Button onClick={() => setEditing(true)}>Change</Button>
        </>
      )}
      {isEditing && <PolicyEditor policy={policy} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />}
    </>
  );
}

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'violation', label: 'Violated' },
  { value: 'unknown', label: 'Unknown' },
  { value: 'pass', label: 'Met' },
] as const;

function Images({ policy }: { policy: PolicyDetail }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<PolicySearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const query = useInfiniteQuery(pagesOf(listPolicyImages, { params: { policy: policy.id }, query: { state: search.state, q: search.q } }));
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
    width: 130,
    show: 'wide',
    cell: ({ dueAt }) => (dueAt === undefined ? <span className="faint">none</span> : <Clock dueAt={dueAt} />),
  },
  { id: 'since', head: 'Since', width: 116, show: 'roomy', cell: ({ since }) => <OnDate at={since} isShort /> },
];
