import { getImagesReport, listConnections, listImages, listRepositories } from '@plimsoll/contract';
import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { fetchFile } from '../../api/call.ts';
import { pagesOf, queryOf } from '../../api/queries.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { ChoiceFilter, FilterBar, SeverityFilter, TextFilter } from '../../ui/filters.tsx';
import { count, exactTime } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LIST_EXPORTS } from '../../ui/list-export.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { formatSeverities, parseSeverities } from '../../ui/search-params.ts';
import { TableViewMenu, useTableView } from '../../ui/table-view-menu.tsx';
import { addressOf } from '../../ui/image-address.ts';
import { REPOSITORY_COLUMNS, tagColumns } from './image-tables.tsx';
import type { ImagesSearch } from './images-search.ts';

const route = getRouteApi('/signed-in/images');

/** Repositories with the state of their newest tag, or every tag in one filtered list. */
export function ImagesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<ImagesSearch>) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const { data: connections } = useQuery(queryOf(listConnections, {}));
  const chosen = connections?.find(({ id }) => id === search.connection);
  const frozenAt = chosen?.disconnectedAt;
  return (
    <>
      <PageHead
        title="Images"
        documentTitle="Images"
        here="Images"
        under={
          frozenAt === undefined
            ? 'Every tagged image of the connected registries. Each was read once; what is known about its packages is kept true.'
            : `${chosen?.name} is frozen as of ${exactTime(frozenAt)}`
        }
        actions={
          <SegmentedControl
            aria-label="Show"
            size="xs"
            data={[
              { value: 'repositories', label: 'Repositories' },
              { value: 'tags', label: 'All tags' },
            ]}
            value={search.view ?? 'repositories'}
            onChange={(view) =>
              change(view === 'tags' ? { view } : { view: undefined, severity: undefined, coverage: undefined, state: undefined })
            }
          />
        }
      />
      {search.view === 'tags' ? (
        <Tags search={search} change={change} connections={connections ?? []} />
      ) : (
        <Repositories search={search} change={change} connections={connections ?? []} />
      )}
    </>
  );
}

interface ListProps {
  readonly search: ImagesSearch;
  readonly change: (next: Partial<ImagesSearch>) => void;
  readonly connections: readonly { id: number; name: string }[];
}

function ConnectionFilter({ search, change, connections }: ListProps) {
  if (connections.length < 2 && search.connection === undefined) return null;
  return (
    <ChoiceFilter
      name="Registry"
      value={search.connection === undefined ? undefined : String(search.connection)}
      options={connections.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(value) => change({ connection: value === undefined ? undefined : Number(value) })}
    />
  );
}

function Repositories(props: ListProps) {
  const { search, change } = props;
  const navigate = useNavigate();
  const query = useInfiniteQuery(pagesOf(listRepositories, { query: { q: search.q, connection: search.connection } }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const view = useTableView('repositories', REPOSITORY_COLUMNS);
  return (
    <>
      <FilterBar
        result={query.data === undefined ? undefined : count(total, 'repository', 'repositories')}
        action={<TableViewMenu view={view} />}
      >
        <TextFilter label="Find a repository" value={search.q} onChange={(q) => change({ q })} />
        <ConnectionFilter {...props} />
      </FilterBar>
      {query.isPending && <LoadingRows />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The repositories" onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && <NoImages isFiltered={search.q !== undefined || search.connection !== undefined} />}
      {rows.length > 0 && (
        <DataTable
          label="Repositories"
          rows={rows}
          total={total}
          columns={view.columns}
          density={view.density}
          rowKey={(row) => `${row.connection} ${row.repository}`}
          onOpen={(row) =>
            void navigate({
              to: '/images/$connection/$repository',
              params: { connection: String(row.connection), repository: row.repository },
            })
          }
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

function Tags(props: ListProps) {
  const { search, change } = props;
  const navigate = useNavigate();
  const filter = {
    q: search.q,
    connection: search.connection,
    severity: search.severity,
    coverage: search.coverage,
    state: search.state,
  };
  const query = useInfiniteQuery(pagesOf(listImages, { query: filter }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const view = useTableView('images', TAG_COLUMNS);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <FilterBar
        result={query.data === undefined ? undefined : count(total, 'tag')}
        action={
          query.data !== undefined && (
            <>
              <TableViewMenu view={view} />
              <ExportMenu
                label="Export these images"
                says={`${count(total, 'tag')}, as filtered, with their counts`}
                groups={LIST_EXPORTS}
                fetchAs={(format) => fetchFile(getImagesReport, { query: { ...filter, format } })}
              />
            </>
          )
        }
      >
        <TextFilter label="Find an image" value={search.q} onChange={(q) => change({ q })} />
        <SeverityFilter
          value={parseSeverities(search.severity)}
          onChange={(severities) => change({ severity: formatSeverities(severities) })}
        />
        <ChoiceFilter name="Coverage" value={search.coverage} options={COVERAGES} onChange={(coverage) => change({ coverage })} />
        <ChoiceFilter name="State" value={search.state} options={STATES} onChange={(state) => change({ state })} />
        <ConnectionFilter {...props} />
      </FilterBar>
      {query.isPending && <LoadingRows />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The images" onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && <NoImages isFiltered={isFiltered} />}
      {rows.length > 0 && (
        <DataTable
          label="Images"
          rows={rows}
          total={total}
          columns={view.columns}
          density={view.density}
          rowKey={(row) => `${row.connection} ${row.repository}:${row.tag}`}
          onOpen={(row) => void navigate({ to: '/images/$connection/$repository/$reference', params: addressOf(row, row.tag) })}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

const TAG_COLUMNS = tagColumns({ isWithRepository: true });

const COVERAGES = [
  { value: 'complete', label: 'Complete' },
  { value: 'partial', label: 'Partial' },
  { value: 'unsupported', label: 'Unsupported' },
  { value: 'not-an-image', label: 'Not an image' },
] as const;

const STATES = [
  { value: 'read', label: 'Read' },
  { value: 'discovered', label: 'Not read yet' },
  { value: 'reading', label: 'Being read' },
  { value: 'failed', label: 'Failed' },
] as const;

function NoImages({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Nothing title="Nothing fits these filters">Remove one, or look in another registry.</Nothing>;
  return (
    <Nothing title="No images yet" action={<LinkButton to="/hub">Open the Integration Hub</LinkButton>}>
      Every tagged image of a connected registry appears here as it is found.
    </Nothing>
  );
}
