import { type Epss, purlOfSubject, type Severity, severityOfRank, severityRank } from '@plimsoll/model';
import { EPSS_DATE, type EpssColumns, toEpss } from './epss-scores.ts';
import type { Queryable } from './connect.ts';
import { decodeCursor, type Page, type PageRequest, toPage, toPattern } from './page.ts';
import { present } from './present.ts';
import { SUBJECT_COLUMNS, type SubjectRow, toStoredSubject } from './subjects.ts';

/** A vulnerability over all current images. */
export interface VulnerabilitySummary {
  readonly id: string;
  readonly aliases: string[];
  readonly summary: string;
  readonly severity: Severity;
  readonly cvss?: number;
  readonly exploited: boolean;
  readonly epss?: Epss;
  readonly images: number;
  /** Images where a fix exists. */
  readonly fixableImages: number;
  readonly repositories: number;
  /** Images of repositories in which a decision hides it everywhere; narrower decisions show on the images. */
  readonly decidedImages: number;
  readonly publishedAt?: Date;
}

export interface VulnerabilityFilter {
  /** Part of one of its names, or of its summary. */
  readonly q?: string | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly fixable?: boolean | undefined;
  readonly exploited?: boolean | undefined;
  /** EPSS probability, 0 to 1; what has no score is left out. */
  readonly epssAtLeast?: number | undefined;
  readonly connection?: number | undefined;
  /** Without those that are decided in every repository that has them. */
  readonly openOnly?: boolean | undefined;
}

interface Row extends EpssColumns {
  key: number;
  id: string;
  aliases: string[];
  summary: string;
  severity: number;
  risk: number;
  kev: boolean;
  cvss_score: number | null;
  published: Date | null;
  images: number;
  fixable: number;
  repositories: number;
  decided_images: number;
}

const COLUMNS = `v.id as key, v.name as id, v.summary, v.severity, v.risk, v.kev, v.cvss_score, v.published, v.epss, v.epss_percentile, ${EPSS_DATE},
  array(select n.name from vulnerability_alias n where n.vulnerability_id = v.id and n.name <> v.name order by 1) as aliases`;

const SUMS = 'coalesce(sum(r.images), 0)::int as images, coalesce(sum(r.fixable), 0)::int as fixable, count(*)::int as repositories';

/** `$1` severities, `$2` exploited, `$3` pattern, `$6` EPSS: what the vulnerability itself must be. */
const FILTER = `($1::smallint[] is null or v.severity = any($1)) and ($2::boolean is null or v.kev = $2)
  and ($3::text is null or v.summary ilike $3 or exists (select from vulnerability_alias n where n.vulnerability_id = v.id and n.name ilike $3))
  and ($6::real is null or v.epss >= $6)`;

/** `$4` fixable, `$5` repositories: which rows count. */
const ROWS = `r.images > 0 and ($4::boolean is null or (r.fixable > 0) = $4)`;

/** What of these rows a decision hides entirely: `$4`, `$5` as above. */
const DECIDED = `cross join lateral (
  select coalesce(sum(r.images), 0)::int as images, count(*)::int as repositories
  from repository_vulnerability r
  where r.vulnerability_id = v.id and ${ROWS} and ($5::int[] is null or r.repository_id + 0 = any($5))
    and r.repository_id in (select repository_id from decision_repository where vulnerability_id = v.id)
) h`;

/** Few repositories: their rows are added, then sorted. Many: vulnerabilities are walked from the highest risk until the page is full. */
const NARROW = `(select r.vulnerability_id, ${SUMS} from repository_vulnerability r where r.repository_id = any($5::int[]) and ${ROWS} group by 1) r
  join vulnerability v on v.id = r.vulnerability_id`;
const WALK = `vulnerability v cross join lateral (
  select ${SUMS} from repository_vulnerability r where r.vulnerability_id = v.id and ${ROWS} and ($5::int[] is null or r.repository_id + 0 = any($5))
) r`;

/** Vulnerabilities of all current images (or one connection's), highest risk first. Frozen connections count as they were. */
export async function listVulnerabilities(
  db: Queryable,
  filter: VulnerabilityFilter,
  { cursor, limit }: PageRequest,
): Promise<Page<VulnerabilitySummary>> {
  const scope = await repositoriesOf(db, filter.connection);
  const filters = [
    filter.severity === undefined || filter.severity.length === 0 ? null : filter.severity.map(severityRank),
    filter.exploited ?? null,
    toPattern(filter.q),
    filter.fixable ?? null,
    scope.repositories,
    filter.epssAtLeast ?? null,
  ];
  const openOnly = filter.openOnly ?? false;
  const MAX = 2_147_483_647;
  const [risk, id] = decodeCursor(cursor, [MAX, MAX]);
  const { rows } = await db.query<Row>(
    `select ${COLUMNS}, r.images, r.fixable, r.repositories, h.images as decided_images from ${scope.isNarrow ? NARROW : WALK} ${DECIDED}
     where ${FILTER} and r.repositories > 0 and (not $7::boolean or r.repositories > h.repositories) and (v.risk, v.id) < ($8::int, $9::int)
     order by v.risk desc, v.id desc limit $10`,
    [...filters, openOnly, risk, id, limit + 1],
  );
  const total = await db.query<{ n: number }>(
    `select count(*)::int as n from vulnerability v where ${FILTER}
       and v.id in (select r.vulnerability_id from repository_vulnerability r where ${ROWS} and ($5::int[] is null or r.repository_id = any($5))
         and (not $7::boolean or (r.vulnerability_id, r.repository_id) not in (select vulnerability_id, repository_id from decision_repository where vulnerability_id is not null)))`,
    [...filters, openOnly],
  );
  return toPage(rows, limit, total.rows[0]!.n, { key: (row) => [row.risk, row.key], row: toSummary });
}

/** Up to a tenth of all repositories are few. */
async function repositoriesOf(
  db: Queryable,
  connection: number | undefined,
): Promise<{ repositories: number[] | null; isNarrow: boolean }> {
  if (connection === undefined) return { repositories: null, isNarrow: false };
  const { rows } = await db.query<{ ids: number[]; total: number }>(
    'select array(select id from repository where connection_id = $1) as ids, (select count(*)::int from repository) as total',
    [connection],
  );
  const { ids, total } = rows[0]!;
  return { repositories: ids, isNarrow: ids.length * 10 <= total };
}

function toSummary(row: Row): VulnerabilitySummary {
  return {
    id: row.id,
    aliases: row.aliases,
    summary: row.summary,
    severity: severityOfRank(row.severity),
    exploited: row.kev,
    images: row.images,
    fixableImages: row.fixable,
    repositories: row.repositories,
    decidedImages: row.decided_images,
    ...present({ cvss: row.cvss_score, epss: toEpss(row), publishedAt: row.published }),
  };
}

/** Texts, ratings and what has it. */
export interface VulnerabilityDescription extends VulnerabilitySummary {
  readonly details: string;
  readonly cvssVector?: string;
  readonly modifiedAt?: Date;
  readonly cwes: string[];
  readonly kev?: { readonly dateAdded: string; readonly dueDate: string; readonly ransomware: boolean };
  readonly references: { readonly type: string; readonly url: string }[];
  /** By package URL, at most 500. */
  readonly packages: { readonly purl: string; readonly fixedVersions: string[] }[];
}

/** @returns undefined if no group has this name */
export async function describeVulnerability(db: Queryable, name: string): Promise<VulnerabilityDescription | undefined> {
  const { rows } = await db.query<
    Row & {
      details: string;
      cvss_vector: string | null;
      modified: Date | null;
      cwes: string[];
      kev_added: string | null;
      kev_due: string | null;
      kev_ransomware: boolean | null;
      refs: { type: string; url: string }[];
    }
  >(
    `select ${COLUMNS}, r.images, r.fixable, r.repositories, h.images as decided_images, v.details, v.cvss_vector, v.modified, v.cwes, v.kev_added, v.kev_due, v.kev_ransomware, v.refs
     from vulnerability_alias a join vulnerability v on v.id = a.vulnerability_id
     cross join lateral (select ${SUMS} from repository_vulnerability r where r.vulnerability_id = v.id and r.images > 0) r
     cross join lateral (select coalesce(sum(r.images), 0)::int as images from repository_vulnerability r
       where r.vulnerability_id = v.id and r.images > 0 and r.repository_id in (select repository_id from decision_repository where vulnerability_id = v.id)) h
     where a.name = $1`,
    [name],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const packages = await db.query<SubjectRow & { fixed_versions: string[] | null }>(
    `select ${SUBJECT_COLUMNS}, l.fixed_versions from link l join package p on p.id = l.package_id join ecosystem e on e.id = p.ecosystem
     join distro_release d on d.id = p.distro_release where l.vulnerability_id = $1 and l.until = 'infinity' order by p.name, p.version, p.id limit 500`,
    [row.key],
  );
  const { kev_added: dateAdded, kev_due: dueDate, kev_ransomware: ransomware } = row;
  return {
    ...toSummary(row),
    details: row.details,
    cwes: row.cwes,
    references: row.refs,
    packages: packages.rows.map((found) => ({
      purl: purlOfSubject(toStoredSubject(found).subject),
      fixedVersions: found.fixed_versions ?? [],
    })),
    ...(dateAdded === null ? {} : { kev: { dateAdded, dueDate: dueDate ?? '', ransomware: ransomware ?? false } }),
    ...present({ cvssVector: row.cvss_vector, modifiedAt: row.modified }),
  };
}
