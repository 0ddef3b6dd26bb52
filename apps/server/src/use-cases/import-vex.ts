import { MAX_VEX_BYTES, type VexPreview, type VexRow } from '@plimsoll/contract';
import { addAudit, countTargets, type Database, type DecisionScope, listConnections, makeDecisions } from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import { parseVex, type VexDocument } from '@plimsoll/sbom';
import type { SignedIn } from '../auth/auth.ts';
import type { DecisionsDeps } from './decisions.ts';
import { type PlannedDecision, type PlannedRow, planVex } from './vex-plan.ts';

/** A document that somebody hands in. */
export interface VexInput {
  /** JSON text. */
  readonly document: string;
  /** For messages. */
  readonly name: string;
  readonly scope: DecisionScope;
  readonly expiresAt?: Date | undefined;
}

const MAX_ROWS = 1000;
const ORDER = { decision: 0, 'not-imported': 1, 'decided-already': 2, nothing: 3 };

/** What it would become. @throws PlimsollError INVALID_INPUT if it is no VEX document; LIMIT_EXCEEDED */
export async function previewVex(input: VexInput, db: Database): Promise<VexPreview> {
  if (input.expiresAt !== undefined && input.expiresAt.getTime() <= Date.now())
    throw new PlimsollError('INVALID_INPUT', 'the decisions would have expired already');
  const { document, rows } = await readPlan(input, db);
  const targets = rows.flatMap(({ decision }) => (decision === undefined ? [] : decision.target));
  const { each, all } = await countTargets(db, targets);
  const names = new Map((await listConnections(db)).map(({ id, name }) => [id, name]));
  let next = 0;
  const presented = rows.map((row): VexRow => {
    const { statement, outcome, because, decision } = row;
    const shown = { place: statement.place, vulnerability: statement.vulnerabilities[0]!, status: statement.status };
    if (decision === undefined) return { ...shown, outcome, ...(because === undefined ? {} : { because }) };
    const { twin, findings, images } = each[next++]!;
    const { target, justification, reason } = decision;
    const connectionName = names.get(target.scope.connection ?? 0);
    const scope = { ...target.scope, ...(connectionName === undefined ? {} : { connectionName }) };
    const made = { ...target, scope, justification, reason, hides: { findings, images }, ...(twin === undefined ? {} : { twin }) };
    if (twin === undefined) return { ...shown, outcome: 'decision', decision: made };
    return { ...shown, outcome: 'decided-already', because: `decision ${twin} hides the same`, decision: made };
  });
  return {
    author: authorOf(document, input),
    counts: countsOf(presented),
    rows: presented.toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome]).slice(0, MAX_ROWS),
    hides: all,
    problems: document.problems.map(({ message }) => message),
  };
}

/**
 * Makes the decisions, all or none, as they would be previewed now.
 *
 * @throws PlimsollError INVALID_INPUT if it is no VEX document, or the scope is none; LIMIT_EXCEEDED
 */
export async function importVex(input: VexInput, user: SignedIn, { db, events }: DecisionsDeps) {
  const { document, rows } = await readPlan(input, db);
  const planned = rows.flatMap(({ decision }) => decision ?? []);
  const author = authorOf(document, input);
  const { all } = await countTargets(
    db,
    planned.map(({ target }) => target),
  );
  const decisions = await db.transaction(async (tx) => {
    const ids = await makeDecisions(tx, planned.map(toDecision), { skipOpen: true });
    await addAudit(tx, {
      actor: user.email,
      action: 'decision.import',
      target: `${input.name} of ${author}`,
      detail: `${ids.length} decisions, ${planned.length - ids.length} were open already${ids.length === 0 ? '' : `: ${ids.join(', ')}`}`,
    });
    return ids;
  });
  await events.publish({ type: 'decisions' });
  const outcomes = countsOf(rows);
  return {
    author,
    decisions,
    counts: { ...outcomes, decision: decisions.length, 'decided-already': planned.length - decisions.length },
    hides: all,
    problems: document.problems.map(({ message }) => message),
  };

  function toDecision({ target, justification, reason }: PlannedDecision) {
    const by = `VEX: ${author}, imported by ${user.email}`;
    return { ...target, kind: 'not-affected' as const, justification, reason, author: by, expiresAt: input.expiresAt };
  }
}

async function readPlan({ document: text, name, scope }: VexInput, db: Database): Promise<{ document: VexDocument; rows: PlannedRow[] }> {
  const bytes = Buffer.from(text);
  if (bytes.length > MAX_VEX_BYTES)
    throw new PlimsollError('LIMIT_EXCEEDED', `${name} has ${bytes.length} bytes, and at most ${MAX_VEX_BYTES} are imported`, {
      hint: 'Import it in parts.',
    });
  const document = parseDocument(bytes, name);
  return { document, rows: await planVex(document, scope, db) };
}

/** What is no document is a mistake of whoever hands it in. */
function parseDocument(bytes: Uint8Array, name: string): VexDocument {
  try {
    return parseVex(bytes, name);
  } catch (error) {
    if (!(error instanceof PlimsollError) || (error.code !== 'MALFORMED_FILE' && error.code !== 'UNSUPPORTED_FORMAT')) throw error;
    throw new PlimsollError('INVALID_INPUT', error.message, { cause: error, ...(error.hint === undefined ? {} : { hint: error.hint }) });
  }
}

const MAX_AUTHOR = 200;

/** As the document says, else the name of the document. */
function authorOf({ statements }: VexDocument, { name }: VexInput): string {
  return (statements.find(({ author }) => author !== '')?.author ?? name).slice(0, MAX_AUTHOR);
}

function countsOf(rows: readonly { readonly outcome: VexRow['outcome'] }[]): VexPreview['counts'] {
  const counts = { decision: 0, 'not-imported': 0, 'decided-already': 0, nothing: 0 };
  for (const { outcome } of rows) counts[outcome]++;
  return counts;
}
