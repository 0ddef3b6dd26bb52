import type { VexPreview, VexRow } from '@plimsoll/contract';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { JUSTIFICATIONS, whatInWords, whereInWords } from '../../ui/decisions/decision-words.ts';
import { asSentence, count } from '../../ui/format.ts';
import { Tag } from '../../ui/tags.tsx';
import classes from './import.module.css';
import { OUTCOMES } from './import-words.ts';

/** One row a statement and what it becomes. */
export function ImportRows({ preview: { rows, counts } }: { preview: VexPreview }) {
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return (
    <>
      <DataTable
        label="Statements and what they become"
        rows={rows.map((row, index) => ({ ...row, index }))}
        total={total}
        columns={COLUMNS}
        rowKey={({ index }) => String(index)}
        isQuiet={({ outcome }) => outcome === 'nothing' || outcome === 'decided-already'}
      />
      {total > rows.length && <p className="small muted">The first {count(rows.length, 'row')} are shown.</p>}
    </>
  );
}

const COLUMNS: readonly Column<VexRow & { index: number }>[] = [
  { id: 'outcome', head: 'Becomes', width: 138, show: 'wide', cell: (row) => <Outcome row={row} /> },
  {
    id: 'what',
    head: 'What it says',
    cell: (row) => (
      <>
        <div className="narrow-only">
          <Outcome row={row} />
        </div>
        <div className={classes.what}>{row.decision === undefined ? row.vulnerability : whatInWords(row.decision)}</div>
        {row.decision !== undefined && (
          <>
            <div className="small muted">
              {whereInWords(row.decision.scope)} · {JUSTIFICATIONS[row.decision.justification]}
            </div>
            <div className={`${classes.what} small`}>{row.decision.reason}</div>
          </>
        )}
        {row.because !== undefined && <div className={`${classes.what} small muted`}>{asSentence(row.because)}</div>}
        {row.decision !== undefined && (
          <div className="narrow-only small">
            <Hides row={row} />
          </div>
        )}
      </>
    ),
  },
  { id: 'hides', head: 'Hides', width: 140, show: 'wide', cell: (row) => <Hides row={row} /> },
  {
    id: 'place',
    head: 'Statement',
    width: '20%',
    show: 'roomy',
    cell: ({ place, status }) => (
      <>
        <code className={classes.what}>{place}</code>
        <div className="small faint">{status.replaceAll('_', ' ')}</div>
      </>
    ),
  },
];

function Outcome({ row: { outcome } }: { row: VexRow }) {
  return <Tag tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].word}</Tag>;
}

function Hides({ row: { vulnerability, decision } }: { row: VexRow }) {
  if (decision === undefined) return <span className="faint">nothing</span>;
  const { findings, images } = decision.hides;
  if (findings === 0) return <span className="faint">nothing now</span>;
  return (
    <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability }}>
      {count(findings, 'finding')} in {count(images, 'image')}
    </Link>
  );
}
