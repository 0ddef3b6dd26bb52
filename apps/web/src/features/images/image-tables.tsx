import type { listImages, listRepositories } from '@plimsoll/contract';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { Column } from '../../ui/data-table.tsx';
import { bytes, count, number } from '../../ui/format.ts';
import { totalOf } from '../../ui/severities.ts';
import { SeverityBar } from '../../ui/severity.tsx';
import { CoverageTag, Tag } from '../../ui/tags.tsx';
import { OnDate, When } from '../../ui/when.tsx';
import { addressOf } from '../../ui/image-address.ts';
import classes from './images.module.css';

export type RepositoryRow = z.output<typeof listRepositories.response>['rows'][number];
export type ImageRow = z.output<typeof listImages.response>['rows'][number];
type Counts = NonNullable<ImageRow['counts']>;

/** Bar and number; for what is not read, why there is none. */
function CountsCell({ counts, coverage, state }: { counts: Counts | null; coverage: ImageRow['coverage']; state?: ImageRow['state'] }) {
  if (state === 'failed') return <span className="small bad">could not be read</span>;
  if (state === 'reading') return <span className="small muted">being read now</span>;
  if (state === 'not-an-image' || coverage === 'not-an-image') return <span className="small faint">nothing to scan</span>;
  if (counts === null) return <span className="small faint">not read yet</span>;
  const total = totalOf(counts);
  if (total === 0) return <span className="small muted">{coverage === 'complete' ? 'none known' : 'none found so far'}</span>;
  return (
    <span className={classes.counts}>
      <SeverityBar counts={counts} />
      <span className={classes.countsNumber}>{number(total)}</span>
    </span>
  );
}

export const REPOSITORY_COLUMNS: readonly Column<RepositoryRow>[] = [
  {
    id: 'repository',
    head: 'Repository',
    stays: true,
    cell: (row) => (
      <>
        <Link
          to="/images/$connection/$repository"
          params={{ connection: String(row.connection), repository: row.repository }}
          title={row.repository}
        >
          <b>{row.repository}</b>
        </Link>
        <div className="second-line small muted">
          {row.connectionName}
          {row.frozenAt !== undefined && (
            <>
              {' · '}frozen <OnDate at={row.frozenAt} />
            </>
          )}
        </div>
      </>
    ),
  },
  {
    id: 'newest',
    head: 'Newest tag',
    show: 'wide',
    width: '22%',
    cell: (row) =>
      row.newest === null ? (
        <span className="small faint">no tag read yet</span>
      ) : (
        <>
          <Link to="/images/$connection/$repository/$reference" params={addressOf(row, row.newest.tag)} className="mono">
            {row.newest.tag}
          </Link>
          <div className="second-line small muted">
            pushed <When at={row.newest.pushedAt} />
          </div>
        </>
      ),
  },
  {
    id: 'counts',
    head: 'Known vulnerabilities in it',
    width: '30%',
    cell: (row) =>
      row.newest === null ? (
        <span className="small faint">not read yet</span>
      ) : (
        <CountsCell counts={row.newest.counts} coverage={row.newest.coverage} />
      ),
  },
  { id: 'coverage', head: 'Coverage', show: 'wide', width: 132, cell: (row) => <CoverageTag coverage={row.newest?.coverage ?? null} /> },
  { id: 'tags', head: 'Tags', numeric: true, show: 'wide', width: 70, cell: (row) => number(row.tags) },
];

/** Tags; on a repository's own page without its name. */
export function tagColumns({ isWithRepository }: { isWithRepository: boolean }): readonly Column<ImageRow>[] {
  return [
    {
      id: 'tag',
      head: isWithRepository ? 'Image' : 'Tag',
      stays: true,
      cell: (row) => (
        <>
          <Link to="/images/$connection/$repository/$reference" params={addressOf(row, row.tag)} title={`${row.repository}:${row.tag}`}>
            {isWithRepository && <>{row.repository}:</>}
            <b>{row.tag}</b>
          </Link>
          <div className={`${classes.under} second-line small muted`}>
            {isWithRepository && <span>{row.connectionName}</span>}
            {row.platforms.length > 1 && <span title={row.platforms.join(', ')}>{count(row.platforms.length, 'platform')}</span>}
            {row.frozenAt !== undefined && (
              <span>
                frozen <OnDate at={row.frozenAt} />
              </span>
            )}
          </div>
        </>
      ),
    },
    {
      id: 'counts',
      head: 'Known vulnerabilities',
      width: '30%',
      cell: (row) => <CountsCell counts={row.counts} coverage={row.coverage} state={row.state} />,
    },
    {
      id: 'coverage',
      head: 'Coverage',
      show: 'wide',
      width: 150,
      cell: (row) =>
        row.problems > 0 ? (
          <Link
            to="/images/$connection/$repository/$reference"
            params={addressOf(row, row.tag)}
            search={{ tab: 'problems' }}
            className={classes.tags}
          >
            {row.state === 'failed' ? <Tag tone="bad">failed</Tag> : <CoverageTag coverage={row.coverage} />}
          </Link>
        ) : row.state === 'failed' ? (
          <Tag tone="bad">failed</Tag>
        ) : (
          <CoverageTag coverage={row.coverage} />
        ),
    },
    { id: 'size', head: 'Size', numeric: true, show: 'roomy', width: 90, cell: (row) => bytes(row.sizeBytes) },
    { id: 'pushed', head: 'Pushed', numeric: true, show: 'wide', width: 120, cell: (row) => <OnDate at={row.pushedAt} isShort /> },
    {
      id: 'pulled',
      head: 'Pulled',
      numeric: true,
      show: 'roomy',
      width: 130,
      cell: (row) => (row.pulledAt === undefined ? <span className="faint">not recorded</span> : <When at={row.pulledAt} />),
    },
  ];
}
