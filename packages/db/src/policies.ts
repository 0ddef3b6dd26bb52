import { type Policy, PlimsollError, type PolicyScope, type Rule } from '@plimsoll/model';
import type { Database, Queryable } from './connect.ts';
import { toJson } from './storable.ts';

/** A policy as it is stored. */
export interface StoredPolicy extends Policy {
  /** Of one that comes with the product. */
  readonly key?: string;
  /** Of an own one. */
  readonly author?: string;
  readonly changedAt: Date;
}

/** What people write of a policy. */
export interface PolicyInput {
  readonly name: string;
  readonly description: string;
  readonly scope: PolicyScope;
  readonly rules: readonly Rule[];
  readonly enabled: boolean;
}

/** What is given is changed. */
export type PolicyChange = { readonly [Key in keyof PolicyInput]?: PolicyInput[Key] | undefined };

/** As many are held against every image. */
const MAX_POLICIES = 200;

interface Row {
  id: number;
  key: string | null;
  name: string;
  description: string;
  scope: PolicyScope;
  rules: Rule[];
  enabled: boolean;
  author: string | null;
  changed_at: Date;
}

const SELECT = 'select id, key, name, description, scope, rules, enabled, author, changed_at from policy';

/** Those that come with the product in their order, then own ones, oldest first. */
export async function listPolicies(db: Queryable): Promise<StoredPolicy[]> {
  const { rows } = await db.query<Row>(`${SELECT} order by key is null, id`);
  return rows.map(toPolicy);
}

/** @throws PlimsollError NOT_FOUND */
export async function getPolicy(db: Queryable, id: number): Promise<StoredPolicy> {
  const { rows } = await db.query<Row>(`${SELECT} where id = $1`, [id]);
  if (rows[0] === undefined) throw new PlimsollError('NOT_FOUND', `there is no policy ${id}`);
  return toPolicy(rows[0]);
}

/** Brings the policies that come with the product up to date; whether one is on stays as somebody set it. */
export async function saveBuiltInPolicies(
  db: Queryable,
  policies: readonly (Omit<PolicyInput, 'scope'> & { readonly key: string })[],
): Promise<void> {
  for (const { key, name, description, rules, enabled } of policies) {
    const values = [key, name, description, toJson(rules)];
    const { rowCount } = await db.query(
      `update policy set name = $2, description = $3, rules = $4 where key = $1 and (name, description, rules) is distinct from ($2, $3, $4::jsonb)`,
      values,
    );
    if (rowCount > 0) continue;
    await db.query(
      `insert into policy (key, name, description, rules, enabled) select $1, $2, $3, $4, $5 where not exists (select from policy where key = $1) on conflict do nothing`,
      [...values, enabled],
    );
  }
}

/** @returns its id. @throws PlimsollError CONFLICT if the name is taken; LIMIT_EXCEEDED if there are 200 */
export async function addPolicy(db: Database, input: PolicyInput, author: string): Promise<number> {
  const { name, description, scope, rules, enabled } = input;
  const { rows: existing } = await db.query<{ n: number; taken: boolean }>(
    'select count(*)::int as n, coalesce(bool_or(name = $1), false) as taken from policy',
    [name],
  );
  if (existing[0]!.taken) throw nameTaken(name);
  if (existing[0]!.n >= MAX_POLICIES) throw new PlimsollError('LIMIT_EXCEEDED', `there are ${MAX_POLICIES} policies already`);
  const { rows } = await db.query<{ id: number }>(
    `insert into policy (name, description, scope, rules, enabled, author) values ($1, $2, $3, $4, $5, $6) on conflict (name) do nothing returning id`,
    [name, description, toJson(scope), toJson(rules), enabled, author],
  );
  if (rows[0] === undefined) throw nameTaken(name);
  return rows[0].id;
}

/**
 * Changes a policy; of one that comes with the product only whether it is on. What is off says nothing of any image.
 *
 * @throws PlimsollError NOT_FOUND; CONFLICT if the name is taken, or something else of a built-in one would change
 */
export async function changePolicy(db: Database, id: number, change: PolicyChange): Promise<StoredPolicy> {
  const before = await getPolicy(db, id);
  const { name, description, scope, rules, enabled } = { ...before, ...defined(change) };
  const isOnlySwitched = Object.keys(defined(change)).every((key) => key === 'enabled');
  if (before.builtIn && !isOnlySwitched)
    throw new PlimsollError('CONFLICT', `policy ${id} "${before.name}" comes with the product and can only be switched on or off`, {
      hint: 'Make one of your own with the rules that you want.',
    });
  const { rows: taken } = await db.query('select from policy where name = $1 and id <> $2', [name, id]);
  if (taken.length > 0) throw nameTaken(name);
  await db.transaction(async (tx) => {
    await tx.query(
      'update policy set name = $2, description = $3, scope = $4, rules = $5, enabled = $6, changed_at = now() where id = $1',
      [id, name, description, toJson(scope), toJson(rules), enabled],
    );
    if (!enabled) await tx.query(`update policy_result set until = current_instant() where policy_id = $1 and until = 'infinity'`, [id]);
  });
  return getPolicy(db, id);
}

/** Removes an own policy with everything that it said. @throws PlimsollError NOT_FOUND; CONFLICT if it comes with the product */
export async function removePolicy(db: Database, id: number): Promise<StoredPolicy> {
  const policy = await getPolicy(db, id);
  if (policy.builtIn)
    throw new PlimsollError('CONFLICT', `policy ${id} "${policy.name}" comes with the product`, { hint: 'Switch it off.' });
  await db.query('delete from policy where id = $1', [id]);
  return policy;
}

function nameTaken(name: string): PlimsollError {
  return new PlimsollError('CONFLICT', `there is a policy called ${JSON.stringify(name)} already`);
}

function defined(change: PolicyChange): Partial<PolicyInput> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function toPolicy({ id, key, name, description, scope, rules, enabled, author, changed_at: changedAt }: Row): StoredPolicy {
  return {
    id,
    name,
    description,
    builtIn: key !== null,
    scope,
    rules,
    enabled,
    changedAt,
    ...(key === null ? {} : { key }),
    ...(author === null ? {} : { author }),
  };
}
