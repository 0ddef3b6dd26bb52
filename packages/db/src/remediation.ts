import type { SeverityCounts } from '@plimsoll/model';
import type { Queryable } from './connect.ts';
import { present } from './present.ts';
import { severityColumns } from './severity-columns.ts';

/** What ended in a week, and what was first seen. */
export interface RemediationWeek {
  /** Its Monday: `2026-11-23`, UTC. */
  readonly week: string;
  /** Weight of what another image removed. */
  readonly risk: number;
  /** What another image removed. */
  readonly removed: SeverityCounts;
  readonly came: number;
  /** What ended without another image. */
  readonly otherwise: { readonly advisories: number; readonly decided: number; readonly gone: number };
}

export interface Remediation {
  /** The first record; absent before it. */
  readonly since?: Date;
  /** Oldest first; none before the first record. */
  readonly weeks: RemediationWeek[];
  /** Half of what other images removed in these weeks took less time; null if they removed nothing. */
  readonly medianDays: number | null;
}

type WeekRow = Omit<RemediationWeek, 'removed' | 'otherwise'> & SeverityCounts & RemediationWeek['otherwise'];

/** When the first of so many weeks begins: weeks begin on Monday, UTC. */
const FIRST = `date_trunc('week', now() at time zone 'UTC') at time zone 'UTC' - ($1::int - 1) * interval '1 week'`;
const weekOf = (column: string): string => `date_trunc('week', ${column} at time zone 'UTC')`;

/** The present week and those before it, `weeks` together. Reads every exposure that began or ended in them: the caller keeps it. */
export async function readRemediation(db: Queryable, weeks: number): Promise<Remediation> {
  const since = await readSince(db);
  const [rows, median] = await Promise.all([readWeeks(db, weeks, since), readMedian(db, weeks)]);
  return {
    ...present({ since }),
    weeks: rows.map(({ week, risk, came, advisories, decided, gone, ...removed }) => ({
      week,
      risk,
      removed,
      came,
      otherwise: { advisories, decided, gone },
    })),
    medianDays: median,
  };
}

async function readSince(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ since: Date | null }>('select min(since) as since from exposure');
  return rows[0]!.since;
}

async function readWeeks(db: Queryable, weeks: number, since: Date | null): Promise<WeekRow[]> {
  const { rows } = await db.query<WeekRow>(
    `with week as (
       select generate_series(${weekOf(`greatest(${FIRST}, $2::timestamptz)`)}, ${weekOf('now()')}, interval '1 week') as week where $2 is not null
     ), ended as (
       select ${weekOf('until')} as week, sum(risk) filter (where ended_as = 1) as risk, ${severityColumns('severity', 'ended_as = 1')},
              count(*) filter (where ended_as = 2) as advisories, count(*) filter (where ended_as = 3) as decided, count(*) filter (where ended_as = 4) as gone
       from exposure where until >= ${FIRST} and until < 'infinity' group by 1
     ), began as (
       select ${weekOf('since')} as week, count(*) as came from exposure where since >= ${FIRST} group by 1
     )
     select week::date::text as week, coalesce(risk, 0) as risk, coalesce(came, 0)::int as came, coalesce(critical, 0) as critical, coalesce(high, 0) as high,
            coalesce(medium, 0) as medium, coalesce(low, 0) as low, coalesce(negligible, 0) as negligible, coalesce(unknown, 0) as unknown,
            coalesce(advisories, 0)::int as advisories, coalesce(decided, 0)::int as decided, coalesce(gone, 0)::int as gone
     from week left join ended using (week) left join began using (week) order by week`,
    [weeks, since],
  );
  return rows;
}

async function readMedian(db: Queryable, weeks: number): Promise<number | null> {
  const { rows } = await db.query<{ days: number | null }>(
    `select percentile_cont(0.5) within group (order by extract(epoch from until - since)::float8) / 86400 as days
     from exposure where until >= ${FIRST} and until < 'infinity' and ended_as = 1`,
    [weeks],
  );
  return rows[0]!.days;
}
