import { type OperatingSystem, type PackageType, purlOfPackage } from '@plimsoll/model';
import { digestSql } from './codes.ts';
import type { Queryable } from './connect.ts';
import { decodeCursor, type Page, type PageRequest, toPage, toPattern } from './page.ts';
import { MEMBER_FLAGS } from './package-sets.ts';
import { present } from './present.ts';

/** A package that is installed in an image. */
export interface InstalledPackage {
  readonly purl: string;
  readonly type: PackageType;
  readonly name: string;
  /** Empty if the package states none. */
  readonly version: string;
  readonly path: string;
  readonly layer: { readonly digest: string; readonly instruction: string; readonly ordinal: number };
  readonly licenses: string[];
  /** The operating-system package that installed it. */
  readonly owner?: string;
  readonly dev: boolean;
  /** Open ones of what advisories name it by. */
  readonly findings: number;
}

interface Row {
  ordinal: number;
  position: number;
  type: PackageType;
  name: string;
  version: string;
  source_name: string;
  source_version: string;
  arch: string;
  module: string;
  licenses: string[];
  path: string;
  owner: string | null;
  flags: number;
  layer: number;
  layer_digest: string;
  instruction: string;
  os: OperatingSystem | null;
  findings: number;
}

const MEMBERS = `i as materialized (
  select i.id, i.os, least(current_instant(), c.disconnected_at) as at
  from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id where i.id = $1::int
), m as materialized (
  select s.ordinal, s.layer, s.set_id, k.position::int as position, coalesce(k.path, s.path) as path, nullif(k.owner, '') as owner,
         case when ps.flags is null then 0 else get_byte(ps.flags, k.position::int - 1) end as flags, p.*
  from i join inventory n on n.image_id = i.id and n.since <= i.at and n.until > i.at join image_set s on s.inventory_id = n.id join package_set ps on ps.id = s.set_id
  cross join unnest(coalesce(ps.packages, ps.subjects), ps.paths, ps.owners) with ordinality as k (id, path, owner, position) join package p on p.id = k.id
  where ($2::text is null or p.name ilike $2) and ($3::int is null or s.layer = $3)
)`;

/** Everything installed in one image, by name, then version, then where it stands. */
export async function listInstalledPackages(
  db: Queryable,
  image: number,
  filter: { readonly q?: string | undefined; readonly layer?: number | undefined },
  { cursor, limit }: PageRequest,
): Promise<Page<InstalledPackage>> {
  const filters = [image, toPattern(filter.q), filter.layer ?? null];
  const key = decodeCursor(cursor, ['', '', -1, -1]);
  const { rows } = await db.query<Row>(
    `with ${MEMBERS}, page as (
      select * from m where (m.name, m.version, m.ordinal, m.position) > ($4::text, $5::text, $6::int, $7::int) order by m.name, m.version, m.ordinal, m.position limit $8
    )
    select page.*, i.os, coalesce(${digestSql('y.digest')}, '') as layer_digest, coalesce(y.instruction, '') as instruction,
           (select count(*)::int from link l where page.ecosystem <> 0 and l.package_id = coalesce(page.subject_id, page.id) and l.since <= i.at and l.until > i.at
              and not exists (select from set_verdict x where x.set_id = page.set_id and x.package_id = l.package_id and x.vulnerability_id = l.vulnerability_id
                and x.since <= i.at and x.until > i.at)) as findings
     from page cross join i left join image_layer y on y.image_id = i.id and y.ordinal = page.layer
     order by page.name, page.version, page.ordinal, page.position`,
    [...filters, ...key, limit + 1],
  );
  const total = await db.query<{ n: number }>(`with ${MEMBERS} select count(*)::int as n from m`, filters);
  return toPage(rows, limit, total.rows[0]!.n, {
    key: (row) => [row.name, row.version, row.ordinal, row.position],
    row: toInstalledPackage,
  });
}

function toInstalledPackage(row: Row): InstalledPackage {
  const { type, name, version, licenses } = row;
  const source = row.source_name === '' ? {} : { source: { name: row.source_name, version: row.source_version } };
  const pkg = {
    type,
    name,
    version,
    licenses,
    ...source,
    ...(row.arch === '' ? {} : { arch: row.arch }),
    ...(row.module === '' ? {} : { module: row.module }),
  };
  return {
    purl: purlOfPackage(pkg, row.os ?? undefined),
    type,
    name,
    version,
    path: row.path,
    layer: { digest: row.layer_digest, instruction: row.instruction, ordinal: row.layer },
    licenses,
    dev: (row.flags & MEMBER_FLAGS.dev) !== 0,
    findings: row.findings,
    ...present({ owner: row.owner }),
  };
}
