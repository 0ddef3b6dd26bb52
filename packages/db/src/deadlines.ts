import type { FindingFact, RuleResult } from '@plimsoll/model';
import { digestSql } from './codes.ts';
import type { Queryable } from './connect.ts';

/** The first deadline of one image. */
export interface Deadline {
  readonly policy: number;
  readonly policyName: string;
  readonly image: { readonly connection: number; readonly repository: string; readonly reference: string; readonly platform: string };
  readonly dueAt: Date;
  readonly finding?: Pick<FindingFact, 'vulnerability' | 'package' | 'severity'>;
}

export interface Deadlines {
  /** Those that are on and set deadlines. */
  readonly policies: { readonly id: number; readonly name: string }[];
  /** By the first deadline of each: overdue, within 7 days, within 30 days, later, none. */
  readonly images: {
    readonly overdue: number;
    readonly week: number;
    readonly month: number;
    readonly later: number;
    readonly none: number;
  };
  /** The five that are overdue for longest. */
  readonly overdue: Deadline[];
  /** The next ten. */
  readonly next: Deadline[];
}

interface Row {
  late: boolean;
  policy: number;
  policy_name: string;
  connection: number;
  repository: string;
  reference: string;
  platform: string | null;
  due_at: Date;
  results: RuleResult[];
}

const POLICIES = `select id, name from policy where enabled and rules @> '[{"kind": "fix-deadline"}]'`;

/** Every image under those policies, its first deadline, and as of when it is judged: a disconnected connection's clocks stand still. */
const CLOCKS = `clock as materialized (
  select d.image_id, d.due_at, i.repository_id, least(now(), c.disconnected_at) as at, c.disconnected_at = 'infinity' as runs
  from (select image_id, min(due_at) as due_at from policy_result where until = 'infinity' and policy_id = any($1::int[]) group by image_id) d
  join image i on i.id = d.image_id join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id
)`;

/** What policies with deadlines say of images. Reads all that they say: the caller keeps it. */
export async function readDeadlines(db: Queryable): Promise<Deadlines> {
  const { rows: policies } = await db.query<{ id: number; name: string }>(`${POLICIES} order by key is null, id`);
  const ids = policies.map(({ id }) => id);
  const [counts, shown] = await Promise.all([readCounts(db, ids), readFirst(db, ids)]);
  return {
    policies,
    images: counts,
    overdue: shown.filter(({ late }) => late).map(toDeadline),
    next: shown.filter(({ late }) => !late).map(toDeadline),
  };
}

async function readCounts(db: Queryable, policies: readonly number[]): Promise<Deadlines['images']> {
  const { rows } = await db.query<Deadlines['images']>(
    `with ${CLOCKS}
     select (count(*) filter (where due_at <= at))::int as overdue,
            (count(*) filter (where due_at > at and due_at <= at + interval '7 days'))::int as week,
            (count(*) filter (where due_at > at + interval '7 days' and due_at <= at + interval '30 days'))::int as month,
            (count(*) filter (where due_at > at + interval '30 days'))::int as later, (count(*) filter (where due_at is null))::int as none
     from clock`,
    [policies],
  );
  return rows[0]!;
}

async function readFirst(db: Queryable, policies: readonly number[]): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `with ${CLOCKS}, first as (
       (select true as late, image_id, repository_id, due_at from clock where due_at <= at order by due_at, image_id limit 5)
       union all
       (select false, image_id, repository_id, due_at from clock where due_at > at and runs order by due_at, image_id limit 10)
     )
     select f.late, p.id as policy, p.name as policy_name, r.connection_id as connection, r.name as repository,
            coalesce((select min(t.name) from image_tag t where t.image_id = i.id and t.until = 'infinity'), ${digestSql('i.digest')}) as reference,
            i.platform, f.due_at, s.results
     from first f join image i on i.id = f.image_id join repository r on r.id = f.repository_id
     cross join lateral (
       select policy_id, results from policy_result s
       where s.image_id = f.image_id and s.until = 'infinity' and s.due_at = f.due_at and s.policy_id = any($1::int[]) order by policy_id limit 1
     ) s join policy p on p.id = s.policy_id
     order by f.due_at, f.image_id`,
    [policies],
  );
  return rows;
}

function toDeadline({
  policy,
  policy_name: policyName,
  connection,
  repository,
  reference,
  platform,
  due_at: dueAt,
  results,
}: Row): Deadline {
  const result = results.find((each) => each.dueAt !== undefined && Date.parse(each.dueAt) === dueAt.getTime());
  const [finding] = result?.findings ?? [];
  return {
    policy,
    policyName,
    image: { connection, repository, reference, platform: platform ?? '' },
    dueAt,
    ...(finding === undefined
      ? {}
      : { finding: { vulnerability: finding.vulnerability, package: finding.package, severity: finding.severity } }),
  };
}
