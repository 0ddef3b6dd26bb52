import { type Severity, severityOfRank } from '@plimsoll/model';
import { digestSql } from './codes.ts';
import type { Queryable } from './connect.ts';
import { type Counts, type CountRow, toCounts } from './counts.ts';
import { present } from './present.ts';

/** The state of all registries; what a disconnected one holds counts as it was. */
export interface Overview {
  readonly connections: number;
  readonly repositories: number;
  /** Readable images that a tag reaches. `pending`: not read yet. */
  readonly images: {
    readonly total: number;
    readonly complete: number;
    readonly partial: number;
    readonly unsupported: number;
    readonly failed: number;
    readonly pending: number;
    readonly notImages: number;
  };
  readonly findings: Counts;
  /** Distinct ones. */
  readonly vulnerabilities: number;
  readonly exploited: number;
  /** The five images with most criticals, then highs, and so on. */
  readonly worst: { readonly connection: number; readonly repository: string; readonly reference: string; readonly counts: Counts }[];
  /** The five with the highest risk. */
  readonly top: {
    readonly id: string;
    readonly summary: string;
    readonly severity: Severity;
    readonly images: number;
    readonly exploited: boolean;
  }[];
  readonly nextSyncAt?: Date;
}

/** Sums over the whole fleet: half a second at 100,000 images, so the caller keeps it for some seconds. */
export async function readOverview(db: Queryable): Promise<Overview> {
  const [fleet, images, worst, vulnerabilities, top] = await Promise.all([
    readFleet(db),
    readImages(db),
    readWorst(db),
    readVulnerabilities(db),
    readTop(db),
  ]);
  return {
    connections: fleet.connections,
    repositories: fleet.repositories,
    images,
    ...worst,
    ...vulnerabilities,
    top,
    ...present({ nextSyncAt: fleet.next_sync_at }),
  };
}

async function readFleet(db: Queryable) {
  const { rows } = await db.query<{ connections: number; repositories: number; next_sync_at: Date | null }>(
    `select (select count(*)::int from connection) as connections, (select min(next_sync_at) from connection where state <> 3) as next_sync_at,
            (select count(*)::int from repository where gone_at = 'infinity') as repositories`,
  );
  return rows[0]!;
}

async function readImages(db: Queryable): Promise<Overview['images']> {
  const { rows } = await db.query<Overview['images']>(
    `select (count(*) filter (where i.state <> 5))::int as total, (count(*) filter (where i.state = 3 and i.coverage = 1))::int as complete,
            (count(*) filter (where i.state = 3 and i.coverage = 2))::int as partial, (count(*) filter (where i.state = 3 and i.coverage = 3))::int as unsupported,
            (count(*) filter (where i.state = 4))::int as failed, (count(*) filter (where i.state in (1, 2)))::int as pending, (count(*) filter (where i.state = 5))::int as "notImages"
     from image i where i.current_tags > 0 and not i.is_index`,
  );
  return rows[0]!;
}

const IMAGE_SUMS = `select i.id, r.connection_id, r.name as repository, i.digest, coalesce(sum(critical), 0)::int as critical, coalesce(sum(high), 0)::int as high,
    coalesce(sum(medium), 0)::int as medium, coalesce(sum(low), 0)::int as low, coalesce(sum(negligible), 0)::int as negligible, coalesce(sum(unknown), 0)::int as unknown,
    coalesce(sum(fixable), 0)::int as fixable
  from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id and c.disconnected_at = 'infinity'
  join inventory n on n.image_id = i.id and n.until = 'infinity' join image_set s on s.inventory_id = n.id join set_summary using (set_id)
  where i.current_tags > 0 group by i.id, r.id
  union all
  select i.id, r.connection_id, r.name, i.digest, z.critical, z.high, z.medium, z.low, z.negligible, z.unknown, z.fixable
  from image_frozen z join image i on i.id = z.image_id and i.current_tags > 0 join repository r on r.id = i.repository_id
  join connection c on c.id = r.connection_id and c.disconnected_at < 'infinity'`;

async function readWorst(db: Queryable): Promise<Pick<Overview, 'findings' | 'worst'>> {
  const { rows } = await db.query<CountRow & { id: number | null; connection: number; repository: string; reference: string }>(
    `with f as materialized (${IMAGE_SUMS}), w as (
      select * from f where critical + high + medium + low + negligible + unknown > 0 order by critical desc, high desc, medium desc, low desc, id limit 5
    )
    select id, connection_id as connection, repository, coalesce((select min(t.name) from image_tag t where t.image_id = w.id and t.until = 'infinity'), ${digestSql('w.digest')}) as reference,
           critical, high, medium, low, negligible, unknown, fixable from w
    union all
    select null, null, null, null, coalesce(sum(critical), 0), coalesce(sum(high), 0), coalesce(sum(medium), 0), coalesce(sum(low), 0), coalesce(sum(negligible), 0),
           coalesce(sum(unknown), 0), coalesce(sum(fixable), 0) from f
    order by critical desc, high desc, medium desc, low desc, id`,
  );
  return {
    findings: toCounts(rows.find(({ id }) => id === null)!)!,
    worst: rows
      .filter(({ id }) => id !== null)
      .map((row) => ({ connection: row.connection, repository: row.repository, reference: row.reference, counts: toCounts(row)! })),
  };
}

async function readVulnerabilities(db: Queryable): Promise<Pick<Overview, 'vulnerabilities' | 'exploited'>> {
  const { rows } = await db.query<{ vulnerabilities: number; exploited: number }>(
    `select count(*)::int as vulnerabilities, (count(*) filter (where v.kev))::int as exploited from vulnerability v
     where v.id in (select r.vulnerability_id from repository_vulnerability r where r.images > 0)`,
  );
  return rows[0]!;
}

async function readTop(db: Queryable): Promise<Overview['top']> {
  const { rows } = await db.query<{ id: string; summary: string; severity: number; images: number; kev: boolean }>(
    `select v.name as id, v.summary, v.severity, v.kev, g.images from vulnerability v
     cross join lateral (select sum(r.images)::int as images from repository_vulnerability r where r.vulnerability_id = v.id and r.images > 0) g
     where g.images > 0 order by v.risk desc, v.id desc limit 5`,
  );
  return rows.map(({ id, summary, severity, images, kev }) => ({
    id,
    summary,
    severity: severityOfRank(severity),
    images,
    exploited: kev,
  }));
}
