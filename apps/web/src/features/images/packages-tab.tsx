import { type ImageDetail, listPackages, type PackageRow } from '@plimsoll/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { pagesOf } from '../../api/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FilterBar, TextFilter } from '../../ui/filters.tsx';
import { count, instruction, number } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import type { ImageAddress } from '../../ui/image-address.ts';
import type { ImageSearch } from './image-search.ts';
import { layerNumber } from './image-words.ts';
import classes from './images.module.css';
import { LayerFilter } from './layer-pane.tsx';

/** Everything installed in the image, by name. */
export function PackagesTab({
  image,
  params,
  search,
  onChange,
}: {
  image: ImageDetail;
  params: ImageAddress;
  search: ImageSearch;
  onChange: (next: Partial<ImageSearch>) => void;
}) {
  const query = useInfiniteQuery(pagesOf(listPackages, { params, query: { platform: search.platform, q: search.q, layer: search.layer } }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <>
      <FilterBar result={query.data === undefined ? undefined : `${number(total)} of ${number(image.packages)}`}>
        <TextFilter label="Find a package" value={search.q} onChange={(q) => onChange({ q })} />
        <LayerFilter layers={image.layers} chosen={search.layer} onChoose={(layer) => onChange({ layer })} />
      </FilterBar>
      {query.isPending && <LoadingRows />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The packages" onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && (
        <Nothing title={image.packages > 0 ? 'Nothing fits these filters' : 'No packages were found'}>
          {image.packages > 0
            ? 'Change the text, or choose another layer.'
            : 'No package database and no lock file of a known kind is in this image. See Problems.'}
        </Nothing>
      )}
      {rows.length > 0 && (
        <DataTable
          label="Packages"
          rows={rows}
          total={total}
          columns={columnsOf(params, search)}
          rowKey={(row) => `${row.purl} ${row.path}`}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

type Row = z.output<typeof PackageRow>;

function columnsOf(params: ImageAddress, search: ImageSearch): readonly Column<Row>[] {
  return [
    {
      id: 'name',
      head: 'Package',
      cell: (row) => (
        <>
          <b className={classes.anywhere} title={row.purl}>
            {row.name}
          </b>
          <div className="small faint">
            {row.type}
            {row.owner !== undefined && ` · installed by ${row.owner}`}
          </div>
        </>
      ),
    },
    { id: 'version', head: 'Version', width: '18%', cell: (row) => <span className="mono">{row.version}</span> },
    {
      id: 'path',
      head: 'Found in',
      show: 'wide',
      width: '26%',
      cell: (row) => (
        <>
          <span className="mono">/{row.path}</span>
          <div className={`${classes.layerCell} small faint`}>
            <span>layer {layerNumber(row.layer.ordinal)}</span>
            <span className="clip">{instruction(row.layer.instruction)}</span>
          </div>
        </>
      ),
    },
    {
      id: 'licenses',
      head: 'Licences',
      show: 'roomy',
      width: '15%',
      cell: (row) =>
        row.licenses.length === 0 ? (
          <span className="faint small">not stated</span>
        ) : (
          <span className="small">{row.licenses.join(', ')}</span>
        ),
    },
    {
      id: 'findings',
      head: 'Findings',
      numeric: true,
      width: 100,
      cell: (row) =>
        row.findings === 0 ? (
          <span className="faint small">none</span>
        ) : (
          <Link
            to="/images/$connection/$repository/$reference"
            params={params}
            search={{ platform: search.platform, q: row.name }}
            aria-label={`${count(row.findings, 'finding')} of ${row.name}`}
          >
            {number(row.findings)}
          </Link>
        ),
    },
  ];
}
