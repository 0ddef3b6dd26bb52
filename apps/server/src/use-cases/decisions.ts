import {
  addAudit,
  type Database,
  type Decision,
  endDecision as closeDecision,
  expireDecisions,
  type FindingDecision,
  getDecision,
  listDecisions,
  listHidden,
  makeDecision,
  type NewDecision,
} from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import type { DecidedFinding } from '@plimsoll/reports';
import type { SignedIn } from '../auth/auth.ts';
import type { EventBus } from '../events/event-bus.ts';

export interface DecisionsDeps {
  readonly db: Database;
  readonly events: Pick<EventBus, 'publish'>;
}

/** Hides what it names, now and in images that are pushed later. @throws PlimsollError INVALID_INPUT, LIMIT_EXCEEDED */
export async function decide(input: Omit<NewDecision, 'author'>, user: SignedIn, { db, events }: DecisionsDeps): Promise<Decision> {
  const id = await makeDecision(db, { ...input, author: user.email });
  const decision = await getDecision(db, id);
  const { findings, images } = decision.hides;
  await addAudit(db, {
    actor: user.email,
    action: 'decision.create',
    target: targetOf(decision),
    detail: `${decision.kind}${expiryOf(decision)}, hides ${findings} findings in ${images} images: ${decision.reason}`,
  });
  await events.publish({ type: 'decisions' });
  return decision;
}

/** What it hid is open again. @throws PlimsollError NOT_FOUND, CONFLICT */
export async function endDecision(id: number, reason: string, user: SignedIn, { db, events }: DecisionsDeps): Promise<Decision> {
  await closeDecision(db, id, { actor: user.email, reason });
  const decision = await getDecision(db, id);
  await addAudit(db, { actor: user.email, action: 'decision.end', target: targetOf(decision), detail: reason });
  await events.publish({ type: 'decisions' });
  return decision;
}

/** Closes what expired: a decision counts until then, so that pages and counts never differ. @returns how many */
export async function closeExpired({ db, events }: DecisionsDeps): Promise<number> {
  const expired = await expireDecisions(db);
  for (const id of expired) {
    const decision = await getDecision(db, id);
    await addAudit(db, { actor: 'plimsoll', action: 'decision.expire', target: targetOf(decision), detail: decision.reason });
  }
  if (expired.length > 0) await events.publish({ type: 'decisions' });
  return expired.length;
}

/** `decision 7 on CVE-2026-1 in left-*, repository shop/*` */
export function targetOf({ id, vulnerability, packagePattern, packageBuild, scope }: Decision): string {
  const packages = [packagePattern, packageBuild?.version].filter((part) => part !== undefined).join(' ');
  const what = [vulnerability ?? '', packages].filter((part) => part !== '').join(' in ');
  return `decision ${id} on ${what}, ${whereOf(scope)}`;
}

/** `connection Production, repository shop/*`, or `everywhere` */
export function whereOf({ connectionName, repositoryGlob, tagGlob, image }: Decision['scope']): string {
  const where = Object.entries({ connection: connectionName, repository: repositoryGlob, tag: tagGlob, image })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
    .join(', ');
  return where === '' ? 'everywhere' : where;
}

/** ` until 2026-12-01T00:00:00.000Z`; empty for ever. */
export function expiryOf({ expiresAt }: { readonly expiresAt?: Date | undefined }): string {
  return expiresAt === undefined ? '' : ` until ${expiresAt.toISOString()}`;
}

const DECISIONS_A_PAGE = 200;
const MAX_STATED = 20_000;

/** Everything that open decisions hide, for a VEX document. @throws PlimsollError LIMIT_EXCEEDED if it is too much for one document */
export async function decidedFindings(db: Database): Promise<DecidedFinding[]> {
  const decisions = new Map<number, Decision>();
  for (let cursor: string | undefined, isLast = false; !isLast;) {
    const page = await listDecisions(db, { state: 'open' }, { cursor, limit: DECISIONS_A_PAGE });
    for (const decision of page.rows) decisions.set(decision.id, decision);
    cursor = page.nextCursor;
    isLast = cursor === undefined;
  }
  const hidden = await listHidden(db, [...decisions.keys()], MAX_STATED + 1);
  if (hidden.length > MAX_STATED)
    throw new PlimsollError(
      'LIMIT_EXCEEDED',
      `the open decisions hide more than ${MAX_STATED} vulnerabilities of images: too many for one document`,
      {
        hint: 'End decisions that are too wide, or read them by GET /api/decisions.',
      },
    );
  return hidden.flatMap(({ decision: id, vulnerability, aliases, uri, digest, platform, packages }) => {
    const decision = decisions.get(id);
    if (decision === undefined) return [];
    return { decision: toDocumentDecision(decision), vulnerability, aliases, image: { uri, digest, platform }, packages };
  });
}

/** A decision as documents have it. */
export function toDocumentDecision(decision: FindingDecision): DecidedFinding['decision'] {
  const { id, kind, justification, reason, author, createdAt, expiresAt } = decision;
  return {
    id,
    kind,
    reason,
    author,
    createdAt: createdAt.toISOString(),
    ...(justification === undefined ? {} : { justification }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
  };
}
