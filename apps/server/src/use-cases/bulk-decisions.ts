import type { BulkPreview, BulkTarget } from '@plimsoll/contract';
import {
  addAudit,
  countTargets,
  type Database,
  type DecisionScope,
  type DecisionTarget,
  endDecisions,
  getConnection,
  getDecisions,
  makeDecisions,
  type NewDecision,
} from '@plimsoll/db';
import type { SignedIn } from '../auth/auth.ts';
import { type DecisionsDeps, expiryOf, targetOf, whereOf } from './decisions.ts';

/** What is decided on each of several vulnerabilities. */
export type BulkInput = BulkTarget & Pick<NewDecision, 'kind' | 'justification' | 'reason' | 'expiresAt'>;

/** What the decisions would hide together. @throws PlimsollError INVALID_INPUT, LIMIT_EXCEEDED */
export async function previewMany(target: BulkTarget, db: Database): Promise<BulkPreview> {
  const { each, all } = await countTargets(db, targetsOf(target));
  return { hides: all, decidedAlready: each.filter(({ twin }) => twin !== undefined).length };
}

/** Makes them, all or none, without those that are open already. @throws PlimsollError INVALID_INPUT, LIMIT_EXCEEDED */
export async function decideMany(
  input: BulkInput,
  user: SignedIn,
  { db, events }: DecisionsDeps,
): Promise<BulkPreview & { decisions: number[] }> {
  const { scope, vulnerabilities, kind, justification, reason, expiresAt } = input;
  const preview = await previewMany(input, db);
  const where = await whereInWords(scope, db);
  const decisions = await db.transaction(async (tx) => {
    const because = { kind, justification, reason, expiresAt, author: user.email };
    const given = targetsOf(input).map((target) => ({ ...target, ...because }));
    const ids = await makeDecisions(tx, given, { skipOpen: true });
    await addAudit(tx, {
      actor: user.email,
      action: 'decision.create',
      target: `${ids.length === 0 ? 'no decision' : `decisions ${ids.join(', ')}`} on ${vulnerabilities.join(', ')}, ${where}`,
      detail: `${kind}${expiryOf(input)}, together they hide ${preview.hides.findings} findings in ${preview.hides.images} images: ${reason}`,
    });
    return ids;
  });
  await events.publish({ type: 'decisions' });
  return { ...preview, decisions };
}

/** What they hid is open again; those that are closed already stay as they are. @returns the ids of those that it ended @throws PlimsollError NOT_FOUND */
export async function endMany(ids: readonly number[], reason: string, user: SignedIn, { db, events }: DecisionsDeps): Promise<number[]> {
  const ended = await db.transaction(async (tx) => {
    const done = await endDecisions(tx, ids, { actor: user.email, reason });
    for (const decision of await getDecisions(tx, done))
      await addAudit(tx, { actor: user.email, action: 'decision.end', target: targetOf(decision), detail: reason });
    return done;
  });
  await events.publish({ type: 'decisions' });
  return ended;
}

function targetsOf({ scope, vulnerabilities }: BulkTarget): DecisionTarget[] {
  return vulnerabilities.map((vulnerability) => ({ scope, vulnerability }));
}

/** @throws PlimsollError NOT_FOUND if there is no such connection */
async function whereInWords(scope: DecisionScope, db: Database): Promise<string> {
  const { connection, repositoryGlob, tagGlob, image } = scope;
  const connectionName = connection === undefined ? undefined : (await getConnection(db, connection)).name;
  return whereOf({
    ...(connectionName === undefined ? {} : { connectionName }),
    ...(repositoryGlob === undefined ? {} : { repositoryGlob }),
    ...(tagGlob === undefined ? {} : { tagGlob }),
    ...(image === undefined ? {} : { image }),
  });
}
