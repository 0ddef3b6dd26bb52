import {
  addAudit,
  addPolicy,
  changePolicy,
  type Database,
  getPolicy,
  listPolicies as storedPolicies,
  type PolicyCounts,
  policyCounts,
  type PolicyChange,
  type PolicyInput,
  policyTrend,
  removePolicy,
  saveBuiltInPolicies,
  type StoredPolicy,
} from '@plimsoll/db';
import { builtInPolicies } from '@plimsoll/policies';
import type { SignedIn } from '../auth/auth.ts';
import type { EventBus } from '../events/event-bus.ts';
import { evaluatePolicies } from '../jobs/evaluate-policies.ts';
import type { Queue } from '../jobs/queue.ts';

export interface PoliciesDeps {
  readonly db: Database;
  readonly events: Pick<EventBus, 'publish'>;
  readonly queue: Pick<Queue, 'send'>;
}

const TREND_DAYS = 90;
/** Somebody waits for it. */
const SOON = { priority: 10 };

/** All policies with how many images keep them. */
export async function listPolicies(db: Database) {
  await saveBuiltInPolicies(db, builtInPolicies);
  const [policies, counts] = [await storedPolicies(db), await policyCounts(db)];
  return policies.map((policy) => summarize(policy, counts.get(policy.id)));
}

/** One with its trend. @throws PlimsollError NOT_FOUND */
export async function describePolicy(id: number, db: Database) {
  const policy = await getPolicy(db, id);
  return { ...summarize(policy, (await policyCounts(db)).get(id)), trend: await policyTrend(db, id, TREND_DAYS) };
}

function summarize(policy: StoredPolicy, counts: PolicyCounts | undefined) {
  if (counts === undefined) return { ...policy, counts: null };
  const { nextDueAt, ...states } = counts;
  return { ...policy, counts: states, ...(nextDueAt === undefined ? {} : { nextDueAt }) };
}

/** @throws PlimsollError CONFLICT, LIMIT_EXCEEDED */
export async function createPolicy(input: PolicyInput, user: SignedIn, deps: PoliciesDeps) {
  const id = await addPolicy(deps.db, input, user.email);
  await record('policy.create', id, input.name, rulesOf(input), user, deps);
  return describePolicy(id, deps.db);
}

/** @throws PlimsollError NOT_FOUND, CONFLICT */
export async function updatePolicy(id: number, change: PolicyChange, user: SignedIn, deps: PoliciesDeps) {
  const policy = await changePolicy(deps.db, id, change);
  await record('policy.change', id, policy.name, `${policy.enabled ? 'on' : 'off'}; ${rulesOf(policy)}`, user, deps);
  return describePolicy(id, deps.db);
}

/** @throws PlimsollError NOT_FOUND, CONFLICT */
export async function deletePolicy(id: number, user: SignedIn, deps: PoliciesDeps): Promise<void> {
  const { name } = await removePolicy(deps.db, id);
  await record('policy.delete', id, name, '', user, deps);
}

/** Queues an evaluation of all. */
export async function evaluateNow({ queue }: Pick<PoliciesDeps, 'queue'>): Promise<void> {
  await queue.send(evaluatePolicies, {}, SOON);
}

function rulesOf({ rules }: Pick<PolicyInput, 'rules'>): string {
  return rules.map(({ kind }) => kind).join(', ');
}

async function record(
  action: string,
  id: number,
  name: string,
  detail: string,
  { email }: SignedIn,
  { db, events, queue }: PoliciesDeps,
): Promise<void> {
  await addAudit(db, { actor: email, action, target: `policy ${id} ${JSON.stringify(name)}`, detail });
  await evaluateNow({ queue });
  await events.publish({ type: 'policies' });
}
