import { DECIDED_STATES, FINDING_SORTS, type FindingRow, type ImageDetail, listFindings } from '@plimsoll/contract';
import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pagesOf } from '../../api/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DecidedTag } from '../../ui/decisions/decided-tag.tsx';
import { EpssFilter } from '../../ui/epss.tsx';
import { ChoiceFilter, FilterBar, SeverityFilter, TextFilter, ToggleFilter } from '../../ui/filters.tsx';
import { count, instruction, number } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { formatSeverities, parseSeverities } from '../../ui/search-params.ts';
import { totalOf } from '../../ui/severities.ts';
import { SeverityWord } from '../../ui/severity.tsx';
import { TableViewMenu, useTableView } from '../../ui/table-view-menu.tsx';
import { ExploitedTag } from '../../ui/tags.tsx';
import { OnDate } from '../../ui/when.tsx';
import type { ImageAddress } from '../../ui/image-address.ts';
import { FixedIn } from './fixed-in.tsx';
import type { ImageSearch } from './image-search.ts';
import { layerNumber, originOf } from './image-words.ts';
import classes from './images.module.css';
import { LayerFilter } from './layer-pane.tsx';
import { ReportMenu } from './report-menu.tsx';

interface TabProps {
  readonly image: ImageDetail;
  readonly params: ImageAddress;
  readonly search: ImageSearch;
  readonly onChange: (next: Partial<ImageSearch>, replace?: boolean) => void;
  /** How many layers came from the base; null or undefined if that is not known. */
  readonly baseLayers: number | null | undefined;
}

/** What is wrong with the image, filtered and sorted by the server. */
export function FindingsTab({ image, params, search, onChange, baseLayers }: TabProps) {
  const sorting = { by: search.sort ?? 'severity', order: search.order ?? 'desc' };
  const filter = {
    platform: search.platform,
    q: search.q,
    severity: search.severity,
    fixable: search.fixable === true ? ('true' as const) : undefined,
    exploited: search.exploited === true ? ('true' as const) : undefined,
    epssAtLeast: search.epss,
    ecosystem: search.ecosystem,
    layer: search.layer,
    origin: search.origin,
    decided: search.decided ?? ('open' as const),
  };
  const query = useInfiniteQuery(pagesOf(listFindings, { params, query: { ...filter, sort: sorting.by, order: sorting.order } }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const first = query.data?.pages[0];
  const all = image.counts === null ? 0 : totalOf(image.counts);
  const decided = totalOf(image.decided);
  const ecosystems = first?.ecosystems ?? [];
  const view = useTableView('findings', columnsOf(params, search, baseLayers));
  return (
    <>
      <FilterBar
        result={first === undefined ? undefined : `${number(first.total)} of ${number(all)}`}
        action={
          first !== undefined && (
            <>
              <TableViewMenu view={view} />
              <ReportMenu
                params={params}
                filter={filter}
                label="Export these findings"
                says={`${count(first.total, 'finding')}, as filtered, with all packages of the image`}
              />
            </>
          )
        }
      >
        <TextFilter label="Vulnerability or package" value={search.q} onChange={(q) => onChange({ q })} />
        <SeverityFilter
          value={parseSeverities(search.severity)}
          onChange={(severities) => onChange({ severity: formatSeverities(severities) })}
        />
        <ToggleFilter name="With a fix" value={search.fixable === true} onChange={(on) => onChange({ fixable: on ? true : undefined })} />
        <ToggleFilter
          name="Exploited"
          value={search.exploited === true}
          onChange={(on) => onChange({ exploited: on ? true : undefined })}
        />
        <EpssFilter value={search.epss} onChange={(epss) => onChange({ epss })} />
        {(ecosystems.length > 1 || search.ecosystem !== undefined) && (
          <ChoiceFilter
            name="Ecosystem"
            value={search.ecosystem}
            options={ecosystems.map((value) => ({ value, label: value }))}
            onChange={(ecosystem) => onChange({ ecosystem })}
          />
        )}
        {(typeof baseLayers === 'number' || search.origin !== undefined) && (
          <ChoiceFilter name="Base or application" value={search.origin} options={ORIGINS} onChange={(origin) => onChange({ origin })} />
        )}
        {(decided > 0 || search.decided !== undefined) && (
          <SegmentedControl
            size="xs"
            aria-label="Open or decided"
            data={[
              { value: 'open', label: 'Open' },
              { value: 'decided', label: `Decided ${number(decided)}` },
              { value: 'all', label: 'All' },
            ]}
            value={search.decided ?? 'open'}
            onChange={(value) => onChange({ decided: DECIDED_STATES.find((state) => state === value && state !== 'open') })}
          />
        )}
        <LayerFilter layers={image.layers} chosen={search.layer} onChoose={(layer) => onChange({ layer })} />
      </FilterBar>
      {query.isPending && <LoadingRows />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The findings" onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && (
        <NoFindings image={image} isFiltered={all > 0} isAllDecided={all > 0 && decided === all && !isNarrowed(search)} />
      )}
      {rows.length > 0 && (
        <DataTable
          label="Findings"
          rows={rows}
          total={first?.total ?? rows.length}
          columns={view.columns}
          density={view.density}
          rowKey={(row) => row.id}
          isQuiet={(row) => row.decision !== undefined}
          openKey={rows.find((row) => row.vulnerability === search.finding && row.purl === search.package)?.id}
          onOpen={(row) => onChange({ finding: row.vulnerability, package: row.purl }, false)}
          sorting={sorting}
          onSort={({ by, order }) =>
            onChange({ sort: FINDING_SORTS.find((sort) => sort === by), order: by === sorting.by ? order : firstOrder(by) })
          }
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

/** Names and layers begin at the start, everything else with the worst or newest. */
function firstOrder(by: string): 'asc' | 'desc' {
  return by === 'package' || by === 'layer' ? 'asc' : 'desc';
}

/** A filter beside "open" is on. */
function isNarrowed({ q, severity, fixable, exploited, epss, ecosystem, origin, layer, decided }: ImageSearch): boolean {
  return [q, severity, fixable, exploited, epss, ecosystem, origin, layer, decided].some((value) => value !== undefined);
}

function NoFindings({ image, isFiltered, isAllDecided }: { image: ImageDetail; isFiltered: boolean; isAllDecided: boolean }) {
  if (isAllDecided) return <Nothing title="Nothing is open">Everything found in this image is decided: choose Decided to see it.</Nothing>;
  if (isFiltered) return <Nothing title="Nothing fits these filters">Remove one, or choose another layer.</Nothing>;
  if (image.coverage === 'complete')
    return <Nothing title="No known vulnerabilities">Everything in this image was read and compared with the advisories.</Nothing>;
  return <Nothing title="Nothing found so far">This image could not be read whole, so this is not the same as none: see Problems.</Nothing>;
}

const ORIGINS = [
  { value: 'base', label: 'Base' },
  { value: 'application', label: 'Application' },
] as const;

function columnsOf(params: ImageAddress, search: ImageSearch, baseLayers: number | null | undefined): readonly Column<FindingRow>[] {
  return [
    { id: 'severity', head: 'Severity', sort: 'severity', width: 108, cell: (row) => <SeverityWord severity={row.severity} /> },
    {
      id: 'vulnerability',
      head: 'Vulnerability',
      stays: true,
      cell: (row) => (
        <>
          <Link
            to="/images/$connection/$repository/$reference"
            params={params}
            search={{ ...search, finding: row.vulnerability, package: row.purl }}
            resetScroll={false}
            className={classes.name}
          >
            {row.vulnerability}
          </Link>
          {row.exploited && <ExploitedTag />}
          {row.decision !== undefined && <DecidedTag decision={row.decision} />}
          <div className={`${classes.summary} small muted`}>{row.summary}</div>
        </>
      ),
    },
    {
      id: 'package',
      head: 'Package',
      sort: 'package',
      width: '17%',
      cell: (row) => (
        <>
          <span className={classes.anywhere}>{row.package}</span>
          <div className="small faint">{row.ecosystem}</div>
          <div className="narrow-only small">
            <FixedIn finding={row} />
          </div>
        </>
      ),
    },
    {
      id: 'fixed',
      head: 'Installed → fixed in',
      show: 'wide',
      width: '17%',
      cell: (row) => (
        <span className={`${classes.versions} mono`}>
          {row.version}
          <br />
          <FixedIn finding={row} />
        </span>
      ),
    },
    {
      id: 'layer',
      head: 'Layer',
      sort: 'layer',
      show: 'roomy',
      width: 72,
      cell: (row) => (
        <div className={classes.layerCell} title={instruction(row.layer.instruction)}>
          <i
            className={classes.edge}
            data-origin={originOf(row.layer.ordinal, baseLayers)}
            title={originOf(row.layer.ordinal, baseLayers)}
            aria-hidden="true"
          />
          <span className="faint">{layerNumber(row.layer.ordinal)}</span>
        </div>
      ),
    },
    {
      id: 'cvss',
      head: 'CVSS',
      sort: 'cvss',
      numeric: true,
      show: 'roomy',
      width: 66,
      cell: (row) => row.cvss?.toFixed(1) ?? <span className="faint small">none</span>,
    },
    {
      id: 'firstSeen',
      head: 'First seen',
      sort: 'firstSeen',
      numeric: true,
      show: 'roomy',
      width: 112,
      cell: (row) => (
        <span className={`${classes.nowrap} muted`}>
          <OnDate at={row.firstSeenAt} isShort />
        </span>
      ),
    },
  ];
}
