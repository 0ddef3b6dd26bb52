import { type Decision, listDecisions } from '@plimsoll/contract';
import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { pagesOf } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { JUSTIFICATIONS, KINDS, whatInWords, whereInWords } from '../../ui/decisions/decision-words.ts';
import { EndDialog } from '../../ui/decisions/end-dialog.tsx';
import { count } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Tag } from '../../ui/tags.tsx';
import { OnDate } from '../../ui/when.tsx';
import type { DecisionsSearch } from './decisions-search.ts';
import classes from './decisions.module.css';

const route = getRouteApi('/signed-in/decisions');

const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Over' },
  { value: 'all', label: 'All' },
] as const;
type Shown = (typeof STATES)[number]['value'];

/** What was decided, what it hides, and how each ended. */
export function DecisionsPage() {
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  const mayDecide = useMay('editor');
  const [ending, setEnding] = useState<Decision>();
  const shown: Shown = state ?? 'open';
  const query = useInfiniteQuery(pagesOf(listDecisions, { query: shown === 'all' ? {} : { state: shown } }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total;
  const change = (next: DecisionsSearch) => void navigate({ search: next, replace: true });
  return (
    <>
      <PageHead
        title={total === undefined ? 'Decisions' : titleOf(shown, total)}
        documentTitle="Decisions"
        here="Decisions"
        under="A decided finding stays in its lists, is shown as decided and counted apart. A decision follows to new tags, and opens again when it expires."
        actions={
          <>
            {mayDecide && <LinkButton to="/decisions/import">Import VEX</LinkButton>}
            <Button component="a" variant="default" href="/api/decisions/vex?format=openvex" download="plimsoll.openvex.json">
              OpenVEX
            </Button>
            <Button component="a" variant="default" href="/api/decisions/vex?format=cyclonedx" download="plimsoll.vex.cdx.json">
              CycloneDX VEX
            </Button>
          </>
        }
      />
      <SegmentedControl
        aria-label="Which decisions"
        mb={14}
        data={STATES.map(({ value, label }) => ({ value, label }))}
        value={shown}
        onChange={(value) => change({ state: value === 'open' ? undefined : value })}
      />
      {query.isPending && <LoadingRows rows={4} />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The decisions" onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && (
        <Nothing
          title={shown === 'closed' ? 'No decision is over yet' : 'Nothing is decided'}
          action={shown === 'closed' ? undefined : <LinkButton to="/vulnerabilities">Open the vulnerabilities</LinkButton>}
        >
          {shown === 'closed' ? 'Ended and expired ones stay here.' : 'Open a finding or a vulnerability, and choose Decide.'}
        </Nothing>
      )}
      {rows.length > 0 && (
        <DataTable
          label="Decisions"
          rows={rows}
          total={total ?? rows.length}
          columns={columnsOf(mayDecide ? setEnding : undefined)}
          rowKey={(row) => String(row.id)}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
      {ending !== undefined && <EndDialog decision={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function titleOf(shown: Shown, total: number): string {
  if (shown === 'open') return total === 0 ? 'No open decisions' : count(total, 'open decision');
  return shown === 'closed' ? `${count(total, 'decision')} that ${total === 1 ? 'is' : 'are'} over` : count(total, 'decision');
}

function columnsOf(onEnd: ((decision: Decision) => void) | undefined): readonly Column<Decision>[] {
  return [
    {
      id: 'kind',
      head: 'Kind',
      width: 126,
      show: 'wide',
      cell: (row) => <KindTag decision={row} />,
    },
    {
      id: 'what',
      head: 'What and where',
      cell: (row) => (
        <>
          <div className="narrow-only">
            <KindTag decision={row} />
          </div>
          <div className={classes.what}>
            {row.vulnerability === undefined ? (
              whatInWords(row)
            ) : (
              <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: row.vulnerability }}>
                {whatInWords(row)}
              </Link>
            )}
          </div>
          <div className="small muted">{whereInWords(row.scope)}</div>
          <div className={`${classes.reason} small`}>{row.reason}</div>
          <div className="narrow-only small muted">
            <Ends decision={row} />
          </div>
        </>
      ),
    },
    {
      id: 'hides',
      head: 'Hides',
      width: 128,
      show: 'wide',
      cell: (row) =>
        row.hides.findings === 0 ? (
          <span className="faint">nothing</span>
        ) : (
          <>
            {count(row.hides.findings, 'finding')}
            <div className="small faint">in {count(row.hides.images, 'image')}</div>
          </>
        ),
    },
    {
      id: 'who',
      head: 'Who',
      width: '17%',
      show: 'roomy',
      cell: (row) => (
        <>
          <span className={classes.what}>{row.author}</span>
          <div className="small faint">
            <OnDate at={row.createdAt} />
          </div>
        </>
      ),
    },
    { id: 'ends', head: 'Until', width: '17%', show: 'wide', cell: (row) => <Ends decision={row} /> },
    ...(onEnd === undefined
      ? []
      : [
          {
            id: 'end',
            head: <VisuallyHidden>Action</VisuallyHidden>,
            width: 76,
            cell: (row: Decision) =>
              row.state === 'open' && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => onEnd(row)}
                  aria-label={`End: ${whatInWords(row)}, ${whereInWords(row.scope)}`}
                >
                  End
                </Button>
              ),
          },
        ]),
  ];
}

function Ends({ decision: { state, expiresAt, endedAt, endedBy, endedReason } }: { decision: Decision }) {
  if (state === 'open') return expiresAt === undefined ? <span className="muted">without an end</span> : <OnDate at={expiresAt} />;
  return (
    <>
      {state === 'expired' ? 'expired ' : 'ended '}
      {endedAt !== undefined && <OnDate at={endedAt} />}
      {endedBy !== undefined && <div className={`${classes.what} small faint`}>by {endedBy}</div>}
      {endedReason !== undefined && endedReason !== '' && <div className="small muted">{endedReason}</div>}
    </>
  );
}

function KindTag({ decision: { kind, justification, state } }: { decision: Decision }) {
  return (
    <Tag
      tone={state === 'open' ? 'accent' : 'quiet'}
      title={justification === undefined ? KINDS[kind].title : JUSTIFICATIONS[justification]}
    >
      {KINDS[kind].tag}
    </Tag>
  );
}
