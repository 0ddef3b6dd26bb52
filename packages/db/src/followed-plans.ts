import { PlimsollError } from '@plimsoll/model';
import { digestSql, PLAN_STATES, type PlanState } from './codes.ts';
import type { Queryable } from './connect.ts';
import type { Counts } from './counts.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from './page.ts';
import { present } from './present.ts';

/** Where people find an image: by a tag that reaches it now, else by its digest. */
export interface ImagePlace {
  readonly connection: number;
  readonly repository: string;
  readonly reference: string;
}

/** SQL: the place of the image with this id, as JSON; null without one. */
export function placeOfImageSql(id: string): string {
  return `(select json_build_object('connection', r.connection_id, 'repository', r.name, 'reference',
      coalesce((select min(t.name) from image_tag t where t.image_id = i.id and t.until = 'infinity'), ${digestSql('i.digest')}))
    from image i join repository r on r.id = i.repository_id where i.id = ${id})`;
}

/** A plan for what a repository ships. */
export interface FollowedPlan {
  readonly id: number;
  readonly key: string;
  readonly title: string;
  readonly state: PlanState;
  readonly connectionName: string;
  /** That it was last made for. */
  readonly image: ImagePlace & { readonly platform: string };
  readonly edits: number;
  readonly removes: number;
  /** Of what it removes. */
  readonly counts: Counts;
  readonly exploited: number;
  readonly risk: number;
  readonly remaining: number;
  readonly unfixable: number;
  readonly adds: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly closedAt?: Date;
  readonly closedBy?: ImagePlace;
  readonly frozenAt?: Date;
}

export interface PlanFilter {
  readonly state: PlanState;
  /** The part of the key before its colon. */
  readonly kind?: string | undefined;
  readonly connection?: number | undefined;
  readonly repository?: string | undefined;
  readonly key?: string | undefined;
}

interface Row extends Omit<FollowedPlan, 'state' | 'closedAt' | 'closedBy' | 'frozenAt' | 'image'> {
  state: number;
  image: ImagePlace;
  platform: string;
  closed_at: Date | null;
  closed_by: ImagePlace | null;
  frozen_at: Date | null;
  rank: string | number;
}

const FROM = 'from plan p join repository r on r.id = p.repository_id join connection c on c.id = r.connection_id';
const COLUMNS = `p.id, p.key, p.title, p.state, c.name as "connectionName", p.platform, p.edits, p.removes, p.counts, p.exploited, p.risk, p.remaining, p.unfixable, p.adds,
  p.created_at as "createdAt", p.changed_at as "changedAt", nullif(p.closed_at, 'infinity') as closed_at, nullif(c.disconnected_at, 'infinity') as frozen_at,
  ${placeOfImageSql('p.image_id')} as image, ${placeOfImageSql('p.closed_image')} as closed_by`;
const WHERE = `($1::text is null or split_part(p.key, ':', 1) = $1) and ($2::int is null or c.id = $2) and ($3::text is null or r.name = $3)
  and ($4::text is null or p.key = $4)`;
const LAST_ID = 2_147_483_647;

/** Open plans with the most risk removed per edit first; ended ones newest first. */
export async function listFollowedPlans(db: Queryable, filter: PlanFilter, { cursor, limit }: PageRequest): Promise<Page<FollowedPlan>> {
  const filters = [filter.kind ?? null, filter.connection ?? null, filter.repository ?? null, filter.key ?? null];
  const isOpen = filter.state === 'open';
  const [rank, type] = isOpen ? ['p.score', 'real'] : ['p.closed_at', 'timestamptz'];
  const key = decodeCursor(cursor, [isOpen ? Infinity : 'infinity', LAST_ID]);
  // The state is written out: the index of the open ones serves only so.
  const where = `p.state = ${PLAN_STATES.toCode(filter.state)} and ${WHERE}`;
  const { rows } = await db.query<Row>(
    `select ${COLUMNS}, ${isOpen ? rank : `${rank}::text`} as rank ${FROM} where ${where} and (${rank}, p.id) < ($5::${type}, $6::int) order by ${rank} desc, p.id desc limit $7`,
    [...filters, ...key, limit + 1],
  );
  const total = await db.query<{ n: number }>(`select count(*)::int as n ${FROM} where ${where}`, filters);
  return toPage(rows, limit, total.rows[0]!.n, { key: (row) => [row.rank, row.id], row: toPlan });
}

/** One with its edits, as it was last made. @throws PlimsollError NOT_FOUND */
export async function getFollowedPlan(db: Queryable, id: number): Promise<FollowedPlan & { readonly plan: unknown }> {
  const { rows } = await db.query<Row & { plan: unknown }>(`select ${COLUMNS}, p.plan ${FROM} where p.id = $1`, [id]);
  if (rows[0] === undefined) throw new PlimsollError('NOT_FOUND', `there is no plan ${id}`);
  return { ...toPlan(rows[0]), plan: rows[0].plan };
}

function toPlan(row: Row): FollowedPlan {
  return {
    id: row.id,
    key: row.key,
    title: row.title,
    state: PLAN_STATES.toName(row.state),
    connectionName: row.connectionName,
    image: { ...row.image, platform: row.platform },
    edits: row.edits,
    removes: row.removes,
    counts: row.counts,
    exploited: row.exploited,
    risk: row.risk,
    remaining: row.remaining,
    unfixable: row.unfixable,
    adds: row.adds,
    createdAt: row.createdAt,
    changedAt: row.changedAt,
    ...present({ closedAt: row.closed_at, closedBy: row.closed_by, frozenAt: row.frozen_at }),
  };
}

/** How many plans there are, and for which repositories none could be made. */
export interface PlanTotals {
  /** With an open plan. */
  readonly repositories: number;
  readonly open: number;
  readonly done: number;
  readonly stale: number;
  readonly doneLast30Days: number;
  readonly madeAt?: Date;
  /** Of connected registries; at most 100. */
  readonly failures: { readonly connection: number; readonly repository: string; readonly platform: string; readonly message: string }[];
}

export async function planTotals(db: Queryable): Promise<PlanTotals> {
  const { rows } = await db.query<Omit<PlanTotals, 'failures' | 'madeAt'> & { made_at: Date | null }>(
    `select (count(distinct repository_id) filter (where state = 1))::int as repositories, (count(*) filter (where state = 1))::int as open,
            (count(*) filter (where state = 2))::int as done, (count(*) filter (where state = 3))::int as stale,
            (count(*) filter (where state = 2 and closed_at > (select current_instant()) - interval '30 days'))::int as "doneLast30Days",
            (select max(made_at) from plan_basis) as made_at
     from plan`,
  );
  const failures = await db.query<PlanTotals['failures'][number]>(
    `select c.id as connection, r.name as repository, b.platform, b.error as message
     from plan_basis b join repository r on r.id = b.repository_id join connection c on c.id = r.connection_id
     where b.error is not null and c.disconnected_at = 'infinity' order by c.id, r.name, b.platform limit 100`,
  );
  const { made_at: madeAt, ...totals } = rows[0]!;
  return { ...totals, ...present({ madeAt }), failures: failures.rows };
}
