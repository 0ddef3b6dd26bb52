import type { SeverityCounts } from '@plimsoll/model';
import type { Queryable } from './connect.ts';

/** Findings for each severity; `fixable` counts those of any severity that have a fix. */
export interface Counts extends SeverityCounts {
  readonly fixable: number;
}

/** Nothing found. */
export const NO_COUNTS: Counts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };

/**
 * SQL: the counts `f` of image `i` of connection `c`, an index as the sum of its children. Null if nothing of it was read. A
 * disconnected connection has them as they were.
 */
export const COUNTS_OF_IMAGE = `lateral (
  select sum(critical)::int as critical, sum(high)::int as high, sum(medium)::int as medium, sum(low)::int as low, sum(negligible)::int as negligible,
         sum(unknown)::int as unknown, sum(fixable)::int as fixable
  from (select i.id as id union all select child_id from index_child where index_id = i.id) k
  join inventory n on n.image_id = k.id and n.until = 'infinity'
  cross join lateral (
    select critical, high, medium, low, negligible, unknown, fixable from image_frozen z where z.image_id = k.id and c.disconnected_at < 'infinity'
    union all
    select coalesce(sum(critical), 0), coalesce(sum(high), 0), coalesce(sum(medium), 0), coalesce(sum(low), 0), coalesce(sum(negligible), 0),
           coalesce(sum(unknown), 0), coalesce(sum(fixable), 0)
    from image_set s join set_summary using (set_id) where s.inventory_id = n.id and c.disconnected_at = 'infinity'
  ) z
) f`;

/** Columns that `toCounts` reads. */
export const COUNT_COLUMNS = 'f.critical, f.high, f.medium, f.low, f.negligible, f.unknown, f.fixable';

/** A row of `COUNT_COLUMNS`. */
export type CountRow = { readonly [K in keyof Counts]: number | null };

/** Null if nothing was read. */
export function toCounts({ critical, high, medium, low, negligible, unknown, fixable }: CountRow): Counts | null {
  if (critical === null) return null;
  return {
    critical,
    high: high ?? 0,
    medium: medium ?? 0,
    low: low ?? 0,
    negligible: negligible ?? 0,
    unknown: unknown ?? 0,
    fixable: fixable ?? 0,
  };
}

/** Counts of images or indexes by id; those of which nothing was read are missing. */
export async function countsOfImages(db: Queryable, images: readonly number[]): Promise<Map<number, Counts>> {
  const { rows } = await db.query<CountRow & { id: number }>(
    `select i.id, ${COUNT_COLUMNS} from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id cross join ${COUNTS_OF_IMAGE}
     where i.id = any($1::int[])`,
    [images],
  );
  return new Map(
    rows.flatMap((row) => {
      const counts = toCounts(row);
      return counts === null ? [] : [[row.id, counts] as const];
    }),
  );
}

/** How many of these decisions hide, of images or indexes by id; images of which they hide none are missing. */
export async function decidedOfImages(db: Queryable, images: readonly number[]): Promise<Map<number, Counts>> {
  const { rows } = await db.query<CountRow & { id: number }>(
    `select k.id, sum(critical)::int as critical, sum(high)::int as high, sum(medium)::int as medium, sum(low)::int as low, sum(negligible)::int as negligible,
            sum(unknown)::int as unknown, sum(fixable)::int as fixable
     from (select id, id as image_id from unnest($1::int[]) as id union all select index_id, child_id from index_child where index_id = any($1)) k
     join image_decided using (image_id) group by 1 having sum(critical + high + medium + low + negligible + unknown) > 0`,
    [images],
  );
  return new Map(rows.map((row) => [row.id, toCounts(row)!]));
}

/** What a connection holds: images that a tag reaches, and the sum of their findings. */
export interface ConnectionTotals {
  readonly repositories: number;
  readonly images: { readonly total: number; readonly read: number; readonly failed: number; readonly notImages: number };
  readonly findings: Counts;
}

/** By connection id; every connection is there. */
export async function connectionTotals(db: Queryable, connections: readonly number[]): Promise<Map<number, ConnectionTotals>> {
  const { rows } = await db.query<
    CountRow & { id: number; repositories: number; total: number; read: number; failed: number; not_images: number }
  >(
    `select c.id, (select count(*)::int from repository r where r.connection_id = c.id and r.gone_at = 'infinity') as repositories, g.*, ${COUNT_COLUMNS}
     from connection c
     cross join lateral (
       select count(*)::int as total, (count(*) filter (where i.state = 3))::int as read, (count(*) filter (where i.state = 4))::int as failed, (count(*) filter (where i.state = 5))::int as not_images
       from repository r join image i on i.repository_id = r.id where r.connection_id = c.id and i.current_tags > 0 and not i.is_index
     ) g
     cross join lateral (
       select coalesce(sum(critical), 0)::int as critical, coalesce(sum(high), 0)::int as high, coalesce(sum(medium), 0)::int as medium, coalesce(sum(low), 0)::int as low,
              coalesce(sum(negligible), 0)::int as negligible, coalesce(sum(unknown), 0)::int as unknown, coalesce(sum(fixable), 0)::int as fixable
       from (
         select z.critical, z.high, z.medium, z.low, z.negligible, z.unknown, z.fixable
         from repository r join image i on i.repository_id = r.id and i.current_tags > 0 join image_frozen z on z.image_id = i.id
         where r.connection_id = c.id and c.disconnected_at < 'infinity'
         union all
         select z.critical, z.high, z.medium, z.low, z.negligible, z.unknown, z.fixable
         from repository r join image i on i.repository_id = r.id and i.current_tags > 0 join inventory n on n.image_id = i.id and n.until = 'infinity'
         join image_set s on s.inventory_id = n.id join set_summary z using (set_id)
         where r.connection_id = c.id and c.disconnected_at = 'infinity'
       ) z
     ) f
     where c.id = any($1::int[])`,
    [connections],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        repositories: row.repositories,
        images: { total: row.total, read: row.read, failed: row.failed, notImages: row.not_images },
        findings: toCounts(row)!,
      },
    ]),
  );
}
