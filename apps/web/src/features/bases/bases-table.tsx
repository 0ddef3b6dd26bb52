import type { BaseNode } from '@plimsoll/contract';
import { Link } from '@tanstack/react-router';
import { bestCandidate, keyOfNode } from './base-words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count, number } from '../../ui/format.ts';
import { OutdatedTag } from '../../ui/outdated-tag.tsx';
import { SeverityBar } from '../../ui/severity.tsx';
import type { BasesSearch } from './bases-search.ts';
import classes from './bases.module.css';

interface TableProps {
  readonly rows: readonly BaseNode[];
  /** All, to name what a row is built on. */
  readonly nodes: readonly BaseNode[];
  readonly search: BasesSearch;
  readonly onChoose: (digest: string) => void;
}

/** The graph in rows: the most built on first. */
export function BasesTable({ rows, nodes, search, onChoose }: TableProps) {
  const names = new Map(nodes.map((node) => [node.digest, node.name]));
  return (
    <DataTable
      label="Base images"
      rows={rows}
      total={rows.length}
      columns={columnsOf(names, search)}
      rowKey={keyOfNode}
      openKey={rows.filter(({ digest }) => digest === search.base).map(keyOfNode)[0]}
      onOpen={({ digest }) => onChoose(digest)}
    />
  );
}

function columnsOf(names: ReadonlyMap<string, string>, search: BasesSearch): readonly Column<BaseNode>[] {
  return [
    {
      id: 'name',
      head: 'Image',
      cell: (row) => (
        <>
          <Link to="/bases" search={{ ...search, base: row.digest }} resetScroll={false} className={classes.name}>
            <b>{row.name}</b>
          </Link>
          {row.findings > 0 && <div className="narrow-only small">{count(row.findings, 'finding')}</div>}
          <div className="small muted">{row.base === null ? row.platform : `on ${names.get(row.base) ?? 'an image that is gone'}`}</div>
        </>
      ),
    },
    {
      id: 'findings',
      head: 'Known vulnerabilities',
      show: 'wide',
      width: '24%',
      cell: (row) =>
        row.findings === 0 ? (
          <span className="small muted">none found</span>
        ) : (
          <span className={classes.counts}>
            <SeverityBar counts={row.counts} />
            <span>{number(row.findings)}</span>
          </span>
        ),
    },
    {
      id: 'state',
      head: 'State',
      width: '24%',
      cell: (row) => {
        const best = bestCandidate(row);
        if (!row.outdated) return <span className="small muted">{row.children > 0 ? 'up to date' : 'not a base'}</span>;
        return (
          <span className={classes.state}>
            <OutdatedTag to="/bases" search={{ ...search, base: row.digest }} reasons={row.reasons} newer={row.candidates.length} />
            {best !== undefined && (
              <span className="small muted">
                {best.name}: {count(best.findings, 'finding')}
              </span>
            )}
          </span>
        );
      },
    },
    { id: 'children', head: 'Directly on it', numeric: true, show: 'roomy', width: 110, cell: (row) => number(row.children) },
    { id: 'descendants', head: 'In all', numeric: true, width: 80, cell: (row) => number(row.descendants) },
  ];
}
