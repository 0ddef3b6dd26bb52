import { type BaseNode, listBases } from '@plimsoll/contract';
import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { queryOf } from '../../api/queries.ts';
import { basesSentence } from './base-words.ts';
import { FilterBar, TextFilter, ToggleFilter } from '../../ui/filters.tsx';
import { count, number } from '../../ui/format.ts';
import { LoadError, LoadingPage, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { BasePanel } from './base-panel.tsx';
import type { BasesSearch } from './bases-search.ts';
import { BasesTable } from './bases-table.tsx';
import classes from './bases.module.css';

/** What draws it is large: it is fetched only when it is looked at. */
const BaseGraph = lazy(async () => ({ default: (await import('./base-graph.tsx')).BaseGraph }));

const route = getRouteApi('/signed-in/bases');

/** Which images others are built on, which of those are outdated, and what moving on would bring. */
export function BasesPage() {
  const query = useQuery(queryOf(listBases, {}));
  if (query.data !== undefined) return <Loaded nodes={query.data} />;
  return query.isError ? <LoadError error={query.error} what="The base images" onRetry={() => void query.refetch()} /> : <LoadingPage />;
}

function Loaded({ nodes }: { nodes: readonly BaseNode[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // Where the graph would shrink until nobody can read it, the same data stands in the table.
  const isWide = useMediaQuery('(min-width: 1001px)', true, { getInitialValueInEffect: false });
  const view = isWide ? (search.view ?? 'graph') : 'table';
  const change = (next: Partial<BasesSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const chosen = nodes.find(({ digest }) => digest === search.base);
  return (
    <>
      <PageHead
        title={basesSentence(nodes)}
        documentTitle="Base images"
        here="Base images"
        under={
          nodes.length > 0 && (
            <>
              Found in the layers of {count(nodes.length, 'image')} of the connected <Link to="/hub">registries</Link>, without labels or
              provenance
            </>
          )
        }
        actions={
          nodes.length > 0 &&
          isWide && (
            <SegmentedControl
              size="xs"
              aria-label="How to show them"
              value={view}
              data={[
                { value: 'graph', label: 'Graph' },
                { value: 'table', label: 'Table' },
              ]}
              onChange={(next) => change({ view: next === 'table' ? 'table' : undefined })}
            />
          )
        }
      />
      {nodes.length === 0 ? (
        <Nothing title="No base images yet">
          An image is a base if the first layers of another are all of its own. As soon as both are read, they stand here.
        </Nothing>
      ) : (
        <div className={classes.columns} data-open={chosen !== undefined || undefined}>
          {view === 'graph' ? (
            <Suspense fallback={<LoadingRows rows={6} height={70} />}>
              <div>
                <BaseGraph nodes={nodes} search={search} />
              </div>
            </Suspense>
          ) : (
            <AsTable nodes={nodes} search={search} onChange={change} />
          )}
          {chosen !== undefined && (
            <BasePanel node={chosen} nodes={nodes} search={search} onClose={() => change({ base: undefined })} key={chosen.digest} />
          )}
        </div>
      )}
    </>
  );
}

function AsTable({
  nodes,
  search,
  onChange,
}: {
  nodes: readonly BaseNode[];
  search: BasesSearch;
  onChange: (next: Partial<BasesSearch>) => void;
}) {
  const all = search.all === true ? nodes : nodes.filter(({ children }) => children > 0);
  const wanted = (search.q ?? '').toLowerCase();
  const rows = all.filter((node) => (search.outdated !== true || node.outdated) && node.name.toLowerCase().includes(wanted));
  return (
    <div>
      <FilterBar result={`${number(rows.length)} of ${number(all.length)}`}>
        <TextFilter label="Find an image" value={search.q} onChange={(q) => onChange({ q })} />
        <ToggleFilter name="Outdated" value={search.outdated === true} onChange={(on) => onChange({ outdated: on ? true : undefined })} />
        <ToggleFilter
          name="Also what is built on them"
          value={search.all === true}
          onChange={(on) => onChange({ all: on ? true : undefined })}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <Nothing title="Nothing fits these filters">Remove one.</Nothing>
      ) : (
        <BasesTable rows={rows} nodes={nodes} search={search} onChoose={(base) => onChange({ base })} />
      )}
    </div>
  );
}
