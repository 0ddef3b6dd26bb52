import { getOverview, getVulnerabilitiesReport, listConnections, type ListReportFormat, listVulnerabilities } from '@plimsoll/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { fetchFile } from '../../api/call.ts';
import { pagesOf, queryOf } from '../../api/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EpssFilter } from '../../ui/epss.tsx';
import { epssInWords, percent } from '../../ui/epss-words.ts';
import { type ExportGroup, ExportMenu } from '../../ui/export-menu.tsx';
import { ChoiceFilter, FilterBar, SeverityFilter, TextFilter, ToggleFilter } from '../../ui/filters.tsx';
import { count, number } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LIST_EXPORTS } from '../../ui/list-export.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { formatSeverities, parseSeverities } from '../../ui/search-params.ts';
import { SeverityWord } from '../../ui/severity.tsx';
import { ExploitedTag } from '../../ui/tags.tsx';
import { Age, OnDate } from '../../ui/when.tsx';
import type { VulnerabilitiesSearch } from './vulnerabilities-search.ts';
import classes from './vulnerabilities.module.css';

const route = getRouteApi('/signed-in/vulnerabilities');

/** Every vulnerability of the fleet, worst first: one row whatever its names. */
export function VulnerabilitiesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<VulnerabilitiesSearch>) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const overview = useQuery(queryOf(getOverview, {}));
  const connections = useQuery(queryOf(listConnections, {})).data ?? [];
  const filter = {
    q: search.q,
    severity: search.severity,
    fixable: search.fixable === true ? ('true' as const) : undefined,
    exploited: search.exploited === true ? ('true' as const) : undefined,
    epssAtLeast: search.epss,
    connection: search.connection,
    openOnly: search.decided === true ? undefined : ('true' as const),
  };
  const query = useInfiniteQuery(pagesOf(listVulnerabilities, { query: filter }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total;
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <PageHead
        title={titleOf(overview.data)}
        documentTitle="Vulnerabilities"
        here="Vulnerabilities"
        under={
          <>
            All current tags · one row for each problem, whatever its names
            {overview.data?.advisories.updatedAt !== undefined && (
              <>
                {' '}
                · advisories <Age of={overview.data.advisories.updatedAt} />
              </>
            )}
          </>
        }
      />
      <FilterBar
        result={total === undefined ? undefined : `${count(total, 'vulnerability', 'vulnerabilities')}, highest risk first`}
        action={
          total !== undefined && (
            <ExportMenu
              label="Export these vulnerabilities"
              says={`${count(total, 'vulnerability', 'vulnerabilities')}, as filtered`}
              groups={EXPORTS}
              fetchAs={(format) =>
                format === 'csv-by-image'
                  ? fetchFile(getVulnerabilitiesReport, { query: { ...filter, format: 'csv', group: 'image' } })
                  : fetchFile(getVulnerabilitiesReport, { query: { ...filter, format } })
              }
            />
          )
        }
      >
        <TextFilter label="Find a vulnerability" value={search.q} onChange={(q) => change({ q })} />
        <SeverityFilter
          value={parseSeverities(search.severity)}
          onChange={(severities) => change({ severity: formatSeverities(severities) })}
        />
        <ToggleFilter name="With a fix" value={search.fixable === true} onChange={(on) => change({ fixable: on ? true : undefined })} />
        <ToggleFilter name="Exploited" value={search.exploited === true} onChange={(on) => change({ exploited: on ? true : undefined })} />
        <EpssFilter value={search.epss} onChange={(epss) => change({ epss })} />
        <ToggleFilter
          name="With decided ones"
          value={search.decided === true}
          onChange={(on) => change({ decided: on ? true : undefined })}
        />
        {(connections.length > 1 || search.connection !== undefined) && (
          <ChoiceFilter
            name="Registry"
            value={search.connection === undefined ? undefined : String(search.connection)}
            options={connections.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(value) => change({ connection: value === undefined ? undefined : Number(value) })}
          />
        )}
      </FilterBar>
      {query.isPending && <LoadingRows />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The vulnerabilities" onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && <NoVulnerabilities isFiltered={isFiltered} overview={overview.data} />}
      {rows.length > 0 && (
        <DataTable
          label="Vulnerabilities"
          rows={rows}
          total={total ?? rows.length}
          columns={COLUMNS}
          rowKey={(row) => row.id}
          isQuiet={(row) => row.decidedImages >= row.images}
          onOpen={(row) => void navigate({ to: '/vulnerabilities/$vulnerability', params: { vulnerability: row.id } })}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

const EXPORTS: readonly ExportGroup<ListReportFormat | 'csv-by-image'>[] = [
  ...LIST_EXPORTS,
  { label: 'With the images', formats: [{ format: 'csv-by-image', label: 'CSV, a row for each image' }] },
];

type Overview = z.output<typeof getOverview.response>;

function titleOf(overview: Overview | undefined): string {
  if (overview === undefined) return 'Vulnerabilities';
  const read = overview.images.complete + overview.images.partial + overview.images.unsupported;
  return `${count(overview.vulnerabilities, 'vulnerability', 'vulnerabilities')} in ${count(read, 'image')}`;
}

function NoVulnerabilities({ isFiltered, overview }: { isFiltered: boolean; overview: Overview | undefined }) {
  if (isFiltered) return <Nothing title="Nothing fits these filters">Remove one to see more.</Nothing>;
  if (overview === undefined || overview.images.total === 0)
    return (
      <Nothing title="No images yet" action={<LinkButton to="/hub">Open the Integration Hub</LinkButton>}>
        Vulnerabilities appear here as images are read.
      </Nothing>
    );
  const { total, complete } = overview.images;
  if (complete === total)
    return (
      <Nothing title="No known vulnerabilities">All {count(total, 'image')} were read whole and compared with the advisories.</Nothing>
    );
  return (
    <Nothing
      title="Nothing found so far"
      action={
        <Link to="/images" search={{ view: 'tags' }}>
          See which images
        </Link>
      }
    >
      Only {number(complete)} of {count(total, 'image')} were read whole, so this is not the same as none.
    </Nothing>
  );
}

type Row = z.output<typeof listVulnerabilities.response>['rows'][number];

const COLUMNS: readonly Column<Row>[] = [
  { id: 'severity', head: 'Severity', width: 112, cell: (row) => <SeverityWord severity={row.severity} /> },
  {
    id: 'vulnerability',
    head: 'Vulnerability',
    cell: (row) => (
      <>
        <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: row.id }} className={classes.name}>
          {row.id}
        </Link>
        {row.exploited && <ExploitedTag />}
        <div className={`${classes.summary} small muted`}>{row.summary}</div>
      </>
    ),
  },
  {
    id: 'images',
    head: 'Images',
    width: '15%',
    cell: (row) => (
      <>
        <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: row.id }} hash="images">
          {number(row.images)}
        </Link>
        <div className="wide-only small faint">
          in {count(row.repositories, 'repository', 'repositories')}
          {row.decidedImages > 0 && `, ${number(row.decidedImages)} decided`}
        </div>
      </>
    ),
  },
  {
    id: 'fix',
    head: 'Fix',
    show: 'wide',
    width: '14%',
    cell: (row) => {
      if (row.fixableImages === 0) return <span className="faint">no fix yet</span>;
      return <span className="ok">{row.fixableImages === row.images ? 'in all of them' : `in ${number(row.fixableImages)} of them`}</span>;
    },
  },
  {
    id: 'cvss',
    head: 'CVSS',
    numeric: true,
    show: 'wide',
    width: 76,
    cell: (row) => row.cvss?.toFixed(1) ?? <span className="small faint">none</span>,
  },
  {
    id: 'epss',
    head: 'EPSS',
    numeric: true,
    show: 'wide',
    width: 76,
    cell: (row) =>
      row.epss === undefined ? (
        <span className="small faint">none</span>
      ) : (
        <span title={epssInWords(row.epss)}>{percent(row.epss.probability)}</span>
      ),
  },
  {
    id: 'published',
    head: 'Published',
    numeric: true,
    show: 'roomy',
    width: 120,
    cell: (row) => (row.publishedAt === undefined ? <span className="small faint">not stated</span> : <OnDate at={row.publishedAt} />),
  },
];
