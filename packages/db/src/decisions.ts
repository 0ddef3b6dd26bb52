import { type Justification, PlimsollError } from '@plimsoll/model';
import { DECISION_KINDS, type DecisionKind, digestSql, JUSTIFICATIONS } from './codes.ts';
import type { Database, Queryable } from './connect.ts';
import { countDecisions } from './decided-counts.ts';
import { likeToGlob } from './decision-patterns.ts';
import { columnValues, type DecisionTarget, GIVEN_TARGET, type PackageBuild, toDecisionColumns, withinTime } from './decision-target.ts';
import { type Hidden, hiddenBy } from './hidden-findings.ts';
import { lockFleet } from './locks.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from './page.ts';
import { present } from './present.ts';
import { openTwins } from './target-counts.ts';

export interface NewDecision extends DecisionTarget {
  readonly kind: DecisionKind;
  /** Of `not-affected` only. */
  readonly justification?: Justification | undefined;
  readonly reason: string;
  readonly note?: string | undefined;
  readonly author: string;
  readonly expiresAt?: Date | undefined;
}

export type DecisionState = 'open' | 'expired' | 'ended';

export interface Decision {
  readonly id: number;
  readonly kind: DecisionKind;
  readonly justification?: Justification;
  readonly scope: {
    readonly connection?: number;
    readonly connectionName?: string;
    readonly repositoryGlob?: string;
    readonly tagGlob?: string;
    readonly image?: string;
  };
  readonly vulnerability?: string;
  readonly packagePattern?: string;
  readonly packageBuild?: PackageBuild;
  readonly reason: string;
  readonly note: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  readonly state: DecisionState;
  readonly endedAt?: Date;
  readonly endedBy?: string;
  readonly endedReason?: string;
  /** Now; nothing once it is closed. */
  readonly hides: Hidden;
}

/** Every open one is held against what changes. */
const MAX_OPEN = 5000;
const MAX_COUNTING_MS = 60_000;

/**
 * Makes a decision: from this instant it hides what it names, also in images that are pushed later.
 *
 * @returns its id
 * @throws PlimsollError as `makeDecisions`
 */
export async function makeDecision(db: Database, decision: NewDecision): Promise<number> {
  const [id] = await db.transaction((tx) => makeDecisions(tx, [decision]));
  return id!;
}

/**
 * Makes several, all or none. It takes the fleet's lock, so it comes first in its transaction.
 *
 * @param options.skipOpen leaves out those that an open decision, or one before them, names exactly already
 * @returns the ids of those that were made, in order
 * @throws PlimsollError INVALID_INPUT if one names nothing, something unknown, or everything; LIMIT_EXCEEDED if 5,000 would be open, or
 *   what they hide could not be counted within a minute
 */
export async function makeDecisions(
  tx: Queryable,
  given: readonly NewDecision[],
  { skipOpen = false }: { readonly skipOpen?: boolean } = {},
): Promise<number[]> {
  const now = await lockFleet(tx);
  const twins = skipOpen ? await openTwins(tx, given) : [];
  const decisions = given.filter((_, index) => twins[index] === undefined);
  const { rows } = await tx.query<{ open: number }>(`select count(*)::int as open from decision where until = 'infinity'`);
  if (rows[0]!.open + decisions.length > MAX_OPEN)
    throw new PlimsollError('LIMIT_EXCEEDED', `${rows[0]!.open} decisions are open, and at most ${MAX_OPEN} may be`, {
      hint: 'End some, or make one with a wider scope.',
    });
  const ids: number[] = [];
  const named = new Set<string>();
  for (const decision of decisions) {
    const columns = columnValues(await toDecisionColumns(tx, decision));
    const name = JSON.stringify(columns);
    if (skipOpen && named.has(name)) continue;
    named.add(name);
    ids.push(await insertDecision(tx, decision, columns, now));
  }
  await tx.query(`set local statement_timeout = ${MAX_COUNTING_MS}`);
  await withinTime(() => countDecisions(tx, ids, 1));
  return ids;
}

async function insertDecision(tx: Queryable, decision: NewDecision, columns: readonly unknown[], now: string): Promise<number> {
  const { kind, justification, reason, note = '', author, expiresAt } = decision;
  if (kind === 'not-affected' && justification === undefined)
    throw new PlimsollError('INVALID_INPUT', 'a decision that something is not affected needs a justification');
  if (kind !== 'not-affected' && justification !== undefined)
    throw new PlimsollError('INVALID_INPUT', `a justification belongs to "not-affected", and the decision is ${JSON.stringify(kind)}`);
  const { rows } = await tx.query<{ id: number; past: boolean }>(
    `insert into decision (connection_id, repository_pattern, tag_pattern, image_id, vulnerability_id, package_pattern, package_build, kind, justification, reason, note, author, created_at, expires_at, since)
     select t.*, $11, $12, $13, $14, $15, $16::timestamptz, coalesce($17::timestamptz, 'infinity'), $16::timestamptz from (${GIVEN_TARGET}) t
     returning id, expires_at <= since as past`,
    [
      ...columns,
      DECISION_KINDS.toCode(kind),
      justification === undefined ? null : JUSTIFICATIONS.toCode(justification),
      reason,
      note,
      author,
      now,
      expiresAt ?? null,
    ],
  );
  if (rows[0]!.past) throw new PlimsollError('INVALID_INPUT', `a decision that expires at ${expiresAt?.toISOString()} is over already`);
  return rows[0]!.id;
}

interface DecisionRow {
  id: number;
  connection: number | null;
  connection_name: string | null;
  repository_pattern: string | null;
  tag_pattern: string | null;
  image: string | null;
  vulnerability: string | null;
  package_pattern: string | null;
  ecosystem: string | null;
  release: string | null;
  version: string | null;
  arch: string | null;
  kind: number;
  justification: number | null;
  reason: string;
  note: string;
  author: string;
  created_at: Date;
  expires_at: Date | null;
  ended_at: Date | null;
  ended_by: string | null;
  ended_reason: string;
}

const SELECT = `select d.id, c.id as connection, c.name as connection_name, d.repository_pattern, d.tag_pattern, ${digestSql('i.digest')} as image, v.name as vulnerability,
    d.package_pattern, e.name as ecosystem, y.name as release, (d.package_build).version, (d.package_build).arch, d.kind, d.justification, d.reason, d.note, d.author, d.created_at, nullif(d.expires_at, 'infinity') as expires_at,
    nullif(d.until, 'infinity') as ended_at, d.ended_by, d.ended_reason
  from decision d left join connection c on c.id = d.connection_id left join image i on i.id = d.image_id left join vulnerability v on v.id = d.vulnerability_id
  left join ecosystem e on e.id = (d.package_build).ecosystem left join distro_release y on y.id = (d.package_build).release`;

/** Newest first. A decision that went on under another vulnerability is one. */
export async function listDecisions(
  db: Queryable,
  { state }: { readonly state?: 'open' | 'closed' | undefined },
  { cursor, limit }: PageRequest,
): Promise<Page<Decision>> {
  const where = `d.moved_to is null and ($1::boolean is null or (d.until = 'infinity') = $1)`;
  const isOpen = state === undefined ? null : state === 'open';
  const [before] = decodeCursor(cursor, [2_147_483_647]);
  const { rows } = await db.query<DecisionRow>(`${SELECT} where ${where} and d.id < $2::int order by d.id desc limit $3`, [
    isOpen,
    before,
    limit + 1,
  ]);
  const total = await db.query<{ n: number }>(`select count(*)::int as n from decision d where ${where}`, [isOpen]);
  const hidden = await hiddenBy(
    db,
    rows.slice(0, limit).map(({ id }) => id),
  );
  return toPage(rows, limit, total.rows[0]!.n, { key: (row) => [row.id], row: (row) => toDecision(row, hidden) });
}

/** @throws PlimsollError NOT_FOUND */
export async function getDecision(db: Queryable, id: number): Promise<Decision> {
  const [decision] = await getDecisions(db, [id]);
  return decision!;
}

/** In the order of their ids. @throws PlimsollError NOT_FOUND if one is missing */
export async function getDecisions(db: Queryable, ids: readonly number[]): Promise<Decision[]> {
  const current = await newestRows(db, ids);
  const { rows } = await db.query<DecisionRow>(`${SELECT} where d.id = any($1::int[]) order by d.id`, [current]);
  const hidden = await hiddenBy(db, current);
  return rows.map((row) => toDecision(row, hidden));
}

/** As which rows these decisions go on, those that moved and those that did not. @throws PlimsollError NOT_FOUND if one is missing */
export async function newestRows(db: Queryable, ids: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ asked: number; id: number }>(
    `with recursive r as (
       select id as asked, id, moved_to from decision where id = any($1::int[])
       union all select r.asked, d.id, d.moved_to from r join decision d on d.id = r.moved_to
     )
     select asked, id from r where moved_to is null`,
    [ids],
  );
  const found = new Set(rows.map(({ asked }) => asked));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined) throw new PlimsollError('NOT_FOUND', `there is no decision ${missing}`);
  return [...new Set(rows.map(({ id }) => id))];
}

function toDecision(row: DecisionRow, hidden: ReadonlyMap<number, Hidden>): Decision {
  return {
    id: row.id,
    kind: DECISION_KINDS.toName(row.kind),
    scope: present({
      connection: row.connection,
      connectionName: row.connection_name,
      repositoryGlob: row.repository_pattern === null ? null : likeToGlob(row.repository_pattern),
      tagGlob: row.tag_pattern === null ? null : likeToGlob(row.tag_pattern),
      image: row.image,
    }),
    reason: row.reason,
    note: row.note,
    author: row.author,
    createdAt: row.created_at,
    state: row.ended_at === null ? 'open' : row.ended_by === null ? 'expired' : 'ended',
    hides: hidden.get(row.id) ?? { findings: 0, images: 0 },
    ...present({
      justification: row.justification === null ? null : JUSTIFICATIONS.toName(row.justification),
      vulnerability: row.vulnerability,
      packagePattern: row.package_pattern === null ? null : likeToGlob(row.package_pattern),
      packageBuild: toPackageBuild(row),
      expiresAt: row.expires_at,
      endedAt: row.ended_at,
      endedBy: row.ended_by,
      endedReason: row.ended_by === null ? null : row.ended_reason,
    }),
  };
}

function toPackageBuild({ ecosystem, release, version, arch }: DecisionRow): PackageBuild | null {
  const build = present({ ecosystem, release, version, arch });
  return Object.keys(build).length === 0 ? null : build;
}
