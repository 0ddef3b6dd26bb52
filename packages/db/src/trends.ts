import type { Database, Queryable } from './connect.ts';

/** Open findings at the end of a day, decided ones apart. */
export interface TrendDay {
  /** `2026-11-24`, UTC. */
  readonly day: string;
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly negligible: number;
  readonly unknown: number;
  readonly decided: number;
}

/**
 * Writes today's row of every repository; run again it brings the row up to date. Repositories of a disconnected connection carry their row
 * of the day before on.
 */
export async function writeDailySummary(db: Database): Promise<void> {
  await db.query(
    `with today as (select (now() at time zone 'UTC')::date as day), f as (
       select i.repository_id, i.id as image_id, sum(critical) as critical, sum(high) as high, sum(medium) as medium, sum(low) as low, sum(negligible) as negligible,
              sum(unknown) as unknown, sum(fixable) as fixable
       from image i join inventory n on n.image_id = i.id and n.until = 'infinity' join image_set s on s.inventory_id = n.id join set_summary using (set_id)
       join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id
       where i.current_tags > 0 and c.disconnected_at = 'infinity' group by 1, 2
     )
     insert into daily_summary (day, repository_id, critical, high, medium, low, negligible, unknown, fixable, decided)
     select today.day, repository_id, sum(f.critical - coalesce(d.critical, 0)), sum(f.high - coalesce(d.high, 0)), sum(f.medium - coalesce(d.medium, 0)),
            sum(f.low - coalesce(d.low, 0)), sum(f.negligible - coalesce(d.negligible, 0)), sum(f.unknown - coalesce(d.unknown, 0)),
            sum(f.fixable - coalesce(d.fixable, 0)), coalesce(sum(d.critical + d.high + d.medium + d.low + d.negligible + d.unknown), 0)
     from today, f left join image_decided d using (image_id) group by 1, 2
     union all
     select today.day, s.repository_id, s.critical, s.high, s.medium, s.low, s.negligible, s.unknown, s.fixable, s.decided
     from today join daily_summary s on s.day = today.day - 1 join repository r on r.id = s.repository_id
     join connection c on c.id = r.connection_id and c.disconnected_at < 'infinity'
     on conflict (repository_id, day) do update set (critical, high, medium, low, negligible, unknown, fixable, decided) =
       (excluded.critical, excluded.high, excluded.medium, excluded.low, excluded.negligible, excluded.unknown, excluded.fixable, excluded.decided)`,
  );
}

/** The days that were written, oldest first, at most so many back. Days on which nothing ran are missing. */
export async function readTrend(db: Queryable, days: number): Promise<TrendDay[]> {
  const { rows } = await db.query<TrendDay>(
    `select day::text as day, sum(critical)::int as critical, sum(high)::int as high, sum(medium)::int as medium, sum(low)::int as low,
            sum(negligible)::int as negligible, sum(unknown)::int as unknown, sum(decided)::int as decided
     from daily_summary where day > (now() at time zone 'UTC')::date - $1::int group by day order by day`,
    [days],
  );
  return rows;
}
