import { digestSql } from './codes.ts';
import type { Queryable } from './connect.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from './page.ts';
import { present } from './present.ts';
import { purlsOfSubjects } from './subjects.ts';

/** An image that has a vulnerability. */
export interface AffectedImage {
  /** Its best name. */
  readonly vulnerability: string;
  readonly connection: number;
  readonly connectionName: string;
  readonly frozenAt?: Date;
  readonly repository: string;
  readonly tags: string[];
  readonly digest: string;
  readonly platform: string;
  /** Package URLs. */
  readonly packages: string[];
  /** Every one of them has a fix. */
  readonly fixable: boolean;
  /** How many of the packages decisions hide. */
  readonly decidedPackages: number;
}

interface AffectedRow {
  vulnerability: string;
  repository_id: number;
  image_id: number;
  connection: number;
  connection_name: string;
  frozen_at: Date | null;
  repository: string;
  tags: string[];
  digest: string;
  platform: string | null;
  packages: number[];
  fixable: boolean;
  decided: number;
}

/**
 * `$1` names, `$2` and `$3` the repository and image before the first row, `$4` how many rows (null = all), `$5` one connection or null,
 * `$6` whether a package of the image has to have a fix, or null.
 */
const AFFECTED = `with w as materialized (
    select distinct v.id, v.name, t.now
    from (select current_instant() as now) t, vulnerability_alias a join vulnerability v on v.id = a.vulnerability_id where a.name = any($1::text[])
  )
     select w.name as vulnerability, r.repository_id, g.image_id, c.id as connection, c.name as connection_name, nullif(c.disconnected_at, 'infinity') as frozen_at, y.name as repository,
            array(select distinct t.name from image_tag t where t.image_id = g.image_id and t.until = 'infinity' order by 1) as tags, g.digest, g.platform, g.packages, g.fixable, d.decided
     from w join repository_vulnerability r on r.vulnerability_id = w.id join repository y on y.id = r.repository_id join connection c on c.id = y.connection_id
     cross join lateral (
       select i.id as image_id, ${digestSql('i.digest')} as digest, i.platform, array_agg(distinct l.package_id) as packages, bool_and(l.fixable) as fixable, a.at
       from (select least(w.now, c.disconnected_at) as at) a
       join image i on i.repository_id = r.repository_id and i.current_tags > 0 and (r.repository_id, i.id) > ($2::int, $3::int)
       join inventory n on n.image_id = i.id and n.since <= a.at and n.until > a.at
       join image_set s on s.inventory_id = n.id
       join link l on l.vulnerability_id = w.id and l.since <= a.at and l.until > a.at
       join package_set ps on ps.id = s.set_id and ps.subjects @> array[l.package_id]
       where not exists (select from set_verdict x where x.set_id = s.set_id and x.package_id = l.package_id and x.vulnerability_id = w.id and x.since <= a.at and x.until > a.at)
       group by i.id, a.at having $6::boolean is null or bool_or(l.fixable) = $6 order by i.id limit $4::int
     ) g
     cross join lateral (
       select count(distinct p.id)::int as decided from decision_scope x join package p on p.id = any(g.packages) and (x.package_pattern is null or p.name like x.package_pattern) and is_build(x.package_build, p.id)
       where x.repository_id = r.repository_id and x.since <= g.at and x.until > g.at and (x.vulnerability_id is null or x.vulnerability_id = w.id)
         and (not x.narrow or reaches(x.image_id, x.tag_pattern, g.image_id))
     ) d
     where r.images > 0 and r.repository_id >= $2::int and ($5::int is null or y.connection_id = $5) order by r.repository_id, g.image_id limit $4::int`;

/** Which current images have a vulnerability (any of its names), by repository then image. Empty if no group has this name. */
export async function listAffectedImages(db: Queryable, name: string, { cursor, limit }: PageRequest): Promise<Page<AffectedImage>> {
  const [repository, image] = decodeCursor(cursor, [0, 0]);
  const { rows } = await db.query<AffectedRow>(AFFECTED, [[name], repository, image, limit + 1, null, null]);
  const total = await db.query<{ n: number }>(
    `select coalesce(sum(r.images), 0)::int as n from vulnerability_alias a join repository_vulnerability r on r.vulnerability_id = a.vulnerability_id where a.name = $1`,
    [name],
  );
  const purls = await purlsOf(db, rows);
  return toPage(rows, limit, total.rows[0]!.n, {
    key: (row) => [row.repository_id, row.image_id],
    row: (row) => toAffectedImage(row, purls),
  });
}

/** Every current image that has one of these vulnerabilities, by repository then image: as many rows as their lists count together. */
export async function allAffectedImages(
  db: Queryable,
  names: readonly string[],
  { connection, fixable }: { readonly connection?: number | undefined; readonly fixable?: boolean | undefined },
): Promise<AffectedImage[]> {
  const { rows } = await db.query<AffectedRow>(AFFECTED, [names, 0, 0, null, connection ?? null, fixable ?? null]);
  const purls = await purlsOf(db, rows);
  return rows.map((row) => toAffectedImage(row, purls));
}

function purlsOf(db: Queryable, rows: readonly AffectedRow[]): ReturnType<typeof purlsOfSubjects> {
  return purlsOfSubjects(db, [...new Set(rows.flatMap(({ packages }) => packages))]);
}

function toAffectedImage(row: AffectedRow, purls: ReadonlyMap<number, string>): AffectedImage {
  return {
    vulnerability: row.vulnerability,
    connection: row.connection,
    connectionName: row.connection_name,
    repository: row.repository,
    tags: row.tags,
    digest: row.digest,
    platform: row.platform ?? '',
    packages: row.packages.map((id) => purls.get(id)!).sort(),
    fixable: row.fixable,
    decidedPackages: row.decided,
    ...present({ frozenAt: row.frozen_at }),
  };
}
