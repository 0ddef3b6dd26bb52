import type { PolicyState, RuleResult } from '@plimsoll/model';
import { digestSql, POLICY_STATES } from './codes.ts';
import type { Database, Queryable } from './connect.ts';
import { decodeCursor, type Page, type PageRequest, toPage, toPattern } from './page.ts';
import { present } from './present.ts';
import { toJson } from './storable.ts';

/** What a policy says of an image. */
export interface PolicyResult {
  readonly policy: number;
  readonly image: number;
  readonly state: PolicyState;
  readonly results: readonly RuleResult[];
}

/** Stores what policies say now: a state that stays keeps its beginning. */
export async function savePolicyResults(db: Database, results: readonly PolicyResult[]): Promise<void> {
  const values = [
    results.map(({ policy }) => policy),
    results.map(({ image }) => image),
    results.map(({ state }) => POLICY_STATES.toCode(state)),
    results.map(({ results: rules }) => toJson(rules)),
    results.map(({ results: rules }) => rules.flatMap(({ dueAt }) => dueAt ?? []).toSorted()[0] ?? null),
  ];
  const given =
    'unnest($1::int[], $2::int[], $3::smallint[], $4::text[], $5::timestamptz[]) as n (policy_id, image_id, state, results, due_at)';
  await db.transaction(async (tx) => {
    // Two evaluations at the same time would open two rows.
    await tx.query('select pg_advisory_xact_lock(7004)');
    await tx.query(
      `update policy_result r set until = current_instant() from ${given}
       where r.policy_id = n.policy_id and r.image_id = n.image_id and r.until = 'infinity' and r.state <> n.state`,
      values,
    );
    await tx.query(
      `update policy_result r set results = n.results::jsonb, due_at = n.due_at from ${given}
       where r.policy_id = n.policy_id and r.image_id = n.image_id and r.until = 'infinity' and (r.results, r.due_at) is distinct from (n.results::jsonb, n.due_at)`,
      values,
    );
    await tx.query(
      `insert into policy_result (policy_id, image_id, state, since, due_at, results)
       select n.policy_id, n.image_id, n.state, current_instant(), n.due_at, n.results::jsonb from ${given} join policy p on p.id = n.policy_id and p.enabled
       where not exists (select from policy_result r where r.policy_id = n.policy_id and r.image_id = n.image_id and r.until = 'infinity')`,
      values,
    );
  });
}

/** Closes what was said of images that no tag reaches any more, or that are not in the scope any more. Frozen images keep theirs. */
export async function closeOtherResults(db: Queryable, policy: number, images: readonly number[]): Promise<void> {
  await db.query(
    `update policy_result r set until = current_instant() from image i, repository y, connection c
     where r.policy_id = $1 and r.until = 'infinity' and i.id = r.image_id and y.id = i.repository_id and c.id = y.connection_id
       and c.disconnected_at = 'infinity' and r.image_id <> all($2::int[])`,
    [policy, images],
  );
}

/** Whether there is something to evaluate that nobody evaluated today, or a deadline has passed since. */
export async function arePoliciesDue(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ due: boolean }>(
    `with live as (select r.id from repository r join connection c on c.id = r.connection_id where c.disconnected_at = 'infinity')
     select exists (select from image i join live on live.id = i.repository_id where i.current_tags > 0)
       and (not exists (select from policy)
         or exists (select from policy p where p.enabled
              and not exists (select from policy_daily d where d.policy_id = p.id and d.day = (now() at time zone 'UTC')::date))
         or exists (select from policy_result r join image i on i.id = r.image_id join live on live.id = i.repository_id
                    where r.until = 'infinity' and r.state <> 2 and r.due_at <= now())) as due`,
  );
  return rows[0]!.due;
}

/** How many images a policy is met by now. */
export interface PolicyCounts {
  readonly pass: number;
  readonly violation: number;
  readonly unknown: number;
  /** The next deadline of an image that keeps the policy so far. */
  readonly nextDueAt?: Date;
}

/** By policy; one that was not evaluated yet is missing. */
export async function policyCounts(db: Queryable): Promise<Map<number, PolicyCounts>> {
  const { rows } = await db.query<{ policy: number; pass: number; violation: number; unknown: number; next_due_at: Date | null }>(
    `select policy_id as policy, (count(*) filter (where state = 1))::int as pass, (count(*) filter (where state = 2))::int as violation,
            (count(*) filter (where state = 3))::int as unknown, min(due_at) filter (where state <> 2) as next_due_at
     from policy_result where until = 'infinity' group by 1`,
  );
  return new Map(rows.map(({ policy, next_due_at: nextDueAt, ...counts }) => [policy, { ...counts, ...present({ nextDueAt }) }]));
}

/** One image under one policy. */
export interface PolicyImageRow {
  readonly connection: number;
  readonly connectionName: string;
  readonly repository: string;
  readonly digest: string;
  readonly platform: string;
  readonly tags: string[];
  readonly state: PolicyState;
  /** Since when it is in this state. */
  readonly since: Date;
  readonly dueAt?: Date;
  readonly results: RuleResult[];
}

interface ImageRow {
  id: number;
  connection: number;
  connection_name: string;
  repository: string;
  digest: string;
  platform: string | null;
  tags: string[];
  state: number;
  since: Date;
  due_at: Date | null;
  results: RuleResult[];
}

/** Which images under a policy, and in which order. */
export interface PolicyImageFilter {
  readonly state?: PolicyState | undefined;
  readonly q?: string | undefined;
  /** `state`: violations first, then what is unknown, by repository in each; `due`: the next deadline first, those without one last. */
  readonly sort?: 'state' | 'due' | undefined;
}

const RANK = 'case p.state when 2 then 1 when 3 then 2 else 3 end';
const ORDERS = {
  state: { columns: `${RANK}, r.name, i.id`, given: '$4::int, $5::text, $6::int', first: [0, '', 0] },
  due: { columns: `coalesce(p.due_at, 'infinity'), p.image_id`, given: '$4::timestamptz, $5::int', first: ['-infinity', 0] },
};

/** Images under a policy. */
export async function listPolicyImages(
  db: Queryable,
  policy: number,
  { state, q, sort = 'state' }: PolicyImageFilter,
  { cursor, limit }: PageRequest,
): Promise<Page<PolicyImageRow>> {
  const order = ORDERS[sort];
  const from = `from policy_result p join image i on i.id = p.image_id join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id
    where p.policy_id = $1 and p.until = 'infinity' and ($2::smallint is null or p.state = $2) and ($3::text is null or r.name ilike $3
      or exists (select from image_tag t where t.image_id = i.id and t.until = 'infinity' and t.name ilike $3))`;
  const filter = [policy, state === undefined ? null : POLICY_STATES.toCode(state), toPattern(q)];
  const key = decodeCursor(cursor, order.first);
  const { rows } = await db.query<ImageRow & { key: (number | string)[] }>(
    `select i.id, c.id as connection, c.name as connection_name, r.name as repository, ${digestSql('i.digest')} as digest, i.platform,
            array(select distinct t.name from image_tag t where t.image_id = i.id and t.until = 'infinity' order by 1) as tags,
            p.state, p.since, p.due_at, p.results, jsonb_build_array(${order.columns}) as key
     ${from} and (${order.columns}) > (${order.given}) order by ${order.columns} limit $${filter.length + key.length + 1}`,
    [...filter, ...key, limit + 1],
  );
  const total = await db.query<{ n: number }>(`select count(*)::int as n ${from}`, filter);
  return toPage(rows, limit, total.rows[0]!.n, { key: (row) => row.key, row: toImage });
}

function toImage(row: ImageRow): PolicyImageRow {
  return {
    connection: row.connection,
    connectionName: row.connection_name,
    repository: row.repository,
    digest: row.digest,
    platform: row.platform ?? '',
    tags: row.tags,
    state: POLICY_STATES.toName(row.state),
    since: row.since,
    results: row.results,
    ...present({ dueAt: row.due_at }),
  };
}

/** What one policy says of an image. */
export interface ImagePolicy {
  readonly policy: number;
  readonly name: string;
  readonly state: PolicyState;
  readonly since: Date;
  readonly dueAt?: Date;
  readonly results: RuleResult[];
}

/** What every policy says of one image, in the order of the policies. Empty until it was held against them. */
export async function policiesOfImage(db: Queryable, image: number): Promise<ImagePolicy[]> {
  const { rows } = await db.query<{
    policy: number;
    name: string;
    state: number;
    since: Date;
    due_at: Date | null;
    results: RuleResult[];
  }>(
    `select p.id as policy, p.name, r.state, r.since, r.due_at, r.results from policy_result r join policy p on p.id = r.policy_id
     where r.image_id = $1 and r.until = 'infinity' order by p.key is null, p.id`,
    [image],
  );
  return rows.map(({ state, due_at: dueAt, ...row }) => ({ ...row, state: POLICY_STATES.toName(state), ...present({ dueAt }) }));
}

/** How many images kept a policy at the end of a day. */
export interface PolicyDay {
  /** `2026-11-24`, UTC. */
  readonly day: string;
  readonly pass: number;
  readonly violation: number;
  readonly unknown: number;
}

/** Writes today's row of every policy that is on; run again it brings the row up to date. */
export async function writePolicyDay(db: Queryable): Promise<void> {
  await db.query(
    `insert into policy_daily (policy_id, day, pass, violation, unknown)
     select p.id, (now() at time zone 'UTC')::date, count(*) filter (where r.state = 1), count(*) filter (where r.state = 2), count(*) filter (where r.state = 3)
     from policy p left join policy_result r on r.policy_id = p.id and r.until = 'infinity' where p.enabled group by p.id
     on conflict (policy_id, day) do update set (pass, violation, unknown) = (excluded.pass, excluded.violation, excluded.unknown)`,
  );
}

/** The days that were written, oldest first, at most so many back. */
export async function policyTrend(db: Queryable, policy: number, days: number): Promise<PolicyDay[]> {
  const { rows } = await db.query<PolicyDay>(
    `select day::text as day, pass, violation, unknown from policy_daily
     where policy_id = $1 and day > (now() at time zone 'UTC')::date - $2::int order by day`,
    [policy, days],
  );
  return rows;
}
