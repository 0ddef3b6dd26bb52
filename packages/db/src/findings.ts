import {
  type Epss,
  type Evidence,
  type FixState,
  type Justification,
  purlOfSubject,
  type Severity,
  severityOfRank,
  severityRank,
} from '@plimsoll/model';
import { EPSS_DATE, type EpssColumns, toEpss } from './epss-scores.ts';
import { DECISION_KINDS, type DecisionKind, digestSql, FIX_STATES, JUSTIFICATIONS } from './codes.ts';
import type { Queryable } from './connect.ts';
import { decodeCursor, type Page, type PageRequest, toPage, toPattern } from './page.ts';
import { listNotAffected } from './not-affected.ts';
import { present } from './present.ts';
import { type SubjectRow, toStoredSubject } from './subjects.ts';

/**
 * SQL: all findings `a` of image `$1` as of `$2` (null = now; a disconnected connection is never read later than that).
 * `offset 0` is a fence: it keeps the planner at one index probe a package and one a link.
 */
export const FINDINGS = `i as materialized (
  select i.id, i.repository_id, i.first_read_at, least(coalesce($2::timestamptz, current_instant()), c.disconnected_at) as at
  from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id where i.id = $1::int
), x as materialized (   -- the decisions that reach the image: a few of some hundred
  select x.decision_id, x.vulnerability_id, x.package_pattern, x.package_build from i join decision_scope x on x.repository_id = i.repository_id and x.since <= i.at and x.until > i.at
  where not x.narrow or reaches(x.image_id, x.tag_pattern, i.id)
), a as materialized (
  select s.ordinal, s.layer, s.path as set_path, s.set_id, s.inventory_id, ps.analyzer, p.id as package_id, e.name as ecosystem, d.name as release, p.name, p.version, p.arch, p.module,
         v.id as vulnerability_id, v.name as vulnerability, v.summary, v.risk, v.kev, v.cvss_score, v.epss, v.epss_percentile, l.id as link_id, l.severity, l.fix_state, l.fixable, l.fixed_versions,
         greatest(l.first_seen, i.first_read_at) as first_seen,
         (select min(x.decision_id) from x where (x.vulnerability_id is null or x.vulnerability_id = l.vulnerability_id)
            and (x.package_pattern is null or p.name like x.package_pattern) and is_build(x.package_build, p.id)) as decision_id
  from i
  join inventory n on n.image_id = i.id and n.since <= i.at and n.until > i.at
  join image_set s on s.inventory_id = n.id
  join package_set ps on ps.id = s.set_id
  cross join unnest(ps.subjects) as k (package_id)
  cross join lateral (
    select * from link l where l.package_id = k.package_id and l.since <= i.at and l.until > i.at
      and not exists (select from set_verdict x where x.set_id = s.set_id and x.package_id = l.package_id and x.vulnerability_id = l.vulnerability_id
                        and x.since <= i.at and x.until > i.at) offset 0) l
  join package p on p.id = l.package_id join ecosystem e on e.id = p.ecosystem join distro_release d on d.id = p.distro_release
  join vulnerability v on v.id = l.vulnerability_id
)`;

/** A subject of an image that has a vulnerability. */
export interface FindingRow {
  /** Stays while the finding does. */
  readonly id: string;
  /** Which of the image's package sets, in their order. */
  readonly set: number;
  readonly vulnerability: string;
  readonly aliases: string[];
  readonly summary: string;
  readonly severity: Severity;
  readonly cvss?: number;
  readonly exploited: boolean;
  readonly epss?: Epss;
  readonly purl: string;
  readonly ecosystem: string;
  readonly package: string;
  readonly version: string;
  /** What it is installed as, where that is something else. Sorted. */
  readonly binaries: string[];
  readonly fixedVersions: string[];
  readonly fixState: FixState;
  readonly layer: { readonly digest: string; readonly instruction: string; readonly ordinal: number };
  /** Without a leading slash. */
  readonly path: string;
  readonly firstSeenAt: Date;
  /** What hides it; absent while it is open. */
  readonly decision?: FindingDecision;
}

/** The oldest of the decisions that hide a finding. */
export interface FindingDecision {
  readonly id: number;
  readonly kind: DecisionKind;
  readonly justification?: Justification;
  readonly reason: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
}

export interface FindingFilter {
  /** Part of the vulnerability's names, its summary, or the package's name. */
  readonly q?: string | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly fixable?: boolean | undefined;
  readonly exploited?: boolean | undefined;
  /** EPSS probability, 0 to 1; what has no score is left out. */
  readonly epssAtLeast?: number | undefined;
  readonly ecosystem?: string | undefined;
  readonly layer?: number | undefined;
  /** Of this layer or a higher one. */
  readonly fromLayer?: number | undefined;
  /** Of a layer under this one. */
  readonly belowLayer?: number | undefined;
  /** One group, by any of its names. */
  readonly vulnerability?: string | undefined;
  /** True: only what a decision hides. False: only what none does. */
  readonly decided?: boolean | undefined;
}

const SORTS = {
  severity: (order: string) => `a.severity ${order}, a.risk ${order}`,
  package: (order: string) => `a.name collate "C" ${order}, a.version collate "C" ${order}`,
  layer: (order: string) => `a.layer ${order}`,
  firstSeen: (order: string) => `a.first_seen ${order}`,
  cvss: (order: string) => `a.cvss_score ${order} nulls last`,
};
export type FindingSort = keyof typeof SORTS;

const FILTER = `($3::text is null or a.vulnerability ilike $3 or a.name ilike $3 or a.summary ilike $3
    or exists (select from vulnerability_alias n where n.vulnerability_id = a.vulnerability_id and n.name ilike $3))
  and ($4::smallint[] is null or a.severity = any($4)) and ($5::boolean is null or a.fixable = $5) and ($6::boolean is null or a.kev = $6)
  and ($7::text is null or a.ecosystem = $7) and ($8::int is null or a.layer = $8)
  and ($9::text is null or a.vulnerability = $9 or a.vulnerability_id = (select n.vulnerability_id from vulnerability_alias n where n.name = $9))
  and ($10::int is null or a.layer >= $10) and ($11::int is null or a.layer < $11) and ($12::boolean is null or (a.decision_id is not null) = $12)
  and ($13::real is null or a.epss >= $13)`;

const DETAILS = `array(select n.name from vulnerability_alias n where n.vulnerability_id = a.vulnerability_id and n.name <> a.vulnerability order by 1) as aliases,
  coalesce(${digestSql('y.digest')}, '') as layer_digest, coalesce(y.instruction, '') as instruction,
  coalesce((select min(ps.paths[array_position(coalesce(ps.packages, ps.subjects), b.id)]) from package_set ps, package b
            where ps.id = a.set_id and ps.paths is not null and (b.id = a.package_id or b.subject_id = a.package_id)), a.set_path) as path,
  array(select distinct b.name from package b, image_set s join package_set ps on ps.id = s.set_id
        where b.subject_id = a.package_id and (a.arch = 'source' or b.name <> a.name)
          and s.inventory_id = a.inventory_id and s.path = a.set_path and ps.analyzer = a.analyzer and b.id = any(ps.packages)
        order by 1) as binaries`;

const DECISION = `d.kind as decision_kind, d.justification as decision_justification, d.reason as decision_reason, d.author as decision_author,
  d.created_at as decision_at, nullif(d.expires_at, 'infinity') as decision_expires_at`;

/** Null while it is open. */
interface DecisionRow {
  decision_id: number | null;
  decision_kind: number;
  decision_justification: number | null;
  decision_reason: string;
  decision_author: string;
  decision_at: Date;
  decision_expires_at: Date | null;
}

interface Row extends SubjectRow, DecisionRow, EpssColumns {
  rn: number;
  total: number;
  ordinal: number;
  layer: number;
  link_id: number;
  vulnerability: string;
  aliases: string[];
  summary: string;
  severity: number;
  kev: boolean;
  cvss_score: number | null;
  fix_state: number;
  fixed_versions: string[] | null;
  layer_digest: string;
  instruction: string;
  path: string;
  binaries: string[];
  first_seen: Date;
}

/**
 * What is wrong with one image. A page goes on after the last row of the one before, also when the list changed in between.
 *
 * @param options.asOf reads the image as it was then
 */
export async function listFindings(
  db: Queryable,
  image: number,
  options: {
    readonly filter?: FindingFilter;
    readonly sort?: FindingSort;
    readonly order?: 'asc' | 'desc';
    readonly asOf?: Date | undefined;
  },
  { cursor, limit }: PageRequest,
): Promise<Page<FindingRow>> {
  const { filter = {}, sort = 'severity', order = 'desc', asOf } = options;
  const [position, ordinal, link] = decodeCursor(cursor, [0, -1, -1]);
  const { rows } = await db.query<Row>(
    `with ${FINDINGS}, ranked as (
      select a.*, count(*) over ()::int as total, row_number() over (order by ${SORTS[sort](order)}, a.severity desc, a.risk desc, a.name collate "C", a.version collate "C", a.vulnerability, a.ordinal)::int as rn
      from a where ${FILTER}
    ), page as (
      select * from ranked where rn > coalesce((select r.rn from ranked r where r.ordinal = $15 and r.link_id = $16), $14::int) order by rn limit $17
    )
    select a.*, a.package_id as id, ${EPSS_DATE}, ${DETAILS}, ${DECISION} from page a left join image_layer y on y.image_id = $1 and y.ordinal = a.layer
     left join decision d on d.id = a.decision_id order by a.rn`,
    [image, asOf ?? null, ...filterValues(filter), position, ordinal, link, limit + 1],
  );
  const total = rows[0]?.total ?? (cursor === undefined ? 0 : await countFindings(db, image, filter, asOf));
  return toPage(rows, limit, total, { key: (row) => [row.rn, row.ordinal, row.link_id], row: toFinding });
}

function filterValues({
  q,
  severity,
  fixable,
  exploited,
  ecosystem,
  layer,
  vulnerability,
  fromLayer,
  belowLayer,
  decided,
  epssAtLeast,
}: FindingFilter): unknown[] {
  const severities = severity === undefined || severity.length === 0 ? null : severity.map(severityRank);
  const plain = [fixable, exploited, ecosystem, layer, vulnerability, fromLayer, belowLayer, decided, epssAtLeast];
  return [toPattern(q), severities, ...plain.map((value) => value ?? null)];
}

async function countFindings(db: Queryable, image: number, filter: FindingFilter, asOf: Date | undefined): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`with ${FINDINGS} select count(*)::int as n from a where ${FILTER}`, [
    image,
    asOf ?? null,
    ...filterValues(filter),
  ]);
  return rows[0]!.n;
}

function toFinding(row: Row): FindingRow {
  return {
    id: `${row.ordinal}-${row.link_id}`,
    set: row.ordinal,
    vulnerability: row.vulnerability,
    aliases: row.aliases,
    summary: row.summary,
    severity: severityOfRank(row.severity),
    exploited: row.kev,
    purl: purlOfSubject(toStoredSubject(row).subject),
    ecosystem: row.ecosystem,
    package: row.name,
    version: row.version,
    binaries: row.binaries,
    fixedVersions: row.fixed_versions ?? [],
    fixState: FIX_STATES.toName(row.fix_state),
    layer: { digest: row.layer_digest, instruction: row.instruction, ordinal: row.layer },
    path: row.path,
    firstSeenAt: row.first_seen,
    ...present({ cvss: row.cvss_score, epss: toEpss(row), decision: toFindingDecision(row) }),
  };
}

function toFindingDecision(row: DecisionRow): FindingDecision | null {
  if (row.decision_id === null) return null;
  const justification = row.decision_justification === null ? null : JUSTIFICATIONS.toName(row.decision_justification);
  return {
    id: row.decision_id,
    kind: DECISION_KINDS.toName(row.decision_kind),
    reason: row.decision_reason,
    author: row.decision_author,
    createdAt: row.decision_at,
    ...present({ justification, expiresAt: row.decision_expires_at }),
  };
}

/** Ecosystems that occur among the findings of an image, sorted. */
export async function ecosystemsOfFindings(db: Queryable, image: number): Promise<string[]> {
  const { rows } = await db.query<{ ecosystem: string }>(`with ${FINDINGS} select distinct ecosystem from a order by 1`, [image, null]);
  return rows.map(({ ecosystem }) => ecosystem);
}

/** What the page of an image says about its findings as a whole. */
export interface FindingFacts {
  readonly exploited: number;
  readonly withoutFix: number;
  /** Links that the bytes deny. */
  readonly notAffected: number;
  /** By the layer's ordinal; layers without findings are missing. */
  readonly byLayer: ReadonlyMap<number, number>;
}

export async function factsOfFindings(db: Queryable, image: number): Promise<FindingFacts> {
  const { rows } = await db.query<{ layer: number; n: number; exploited: number; without_fix: number }>(
    `with ${FINDINGS} select layer, count(*)::int as n, (count(*) filter (where kev))::int as exploited, (count(*) filter (where not fixable))::int as without_fix from a group by 1`,
    [image, null],
  );
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    exploited: sum((row) => row.exploited),
    withoutFix: sum((row) => row.without_fix),
    notAffected: (await listNotAffected(db, image)).length,
    byLayer: new Map(rows.map(({ layer, n }) => [layer, n])),
  };
}

/** The records that speak for findings, in their order. */
export async function evidenceOf(db: Queryable, findings: readonly FindingRow[]): Promise<Evidence[][]> {
  const links = findings.map(({ id }) => Number(id.split('-')[1]));
  const { rows } = await db.query<{ id: number; evidence: Evidence[] }>('select id, evidence from link where id = any($1::int[])', [links]);
  const byLink = new Map(rows.map(({ id, evidence }) => [id, evidence]));
  return links.map((id) => byLink.get(id) ?? []);
}
