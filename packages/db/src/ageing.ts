import { SEVERITIES, type SeverityCounts, severityOfRank } from '@plimsoll/model';
import type { Queryable } from './connect.ts';
import { present } from './present.ts';

/** What is open and of one age. */
export interface AgeingBucket {
  /** Whole days, the first included. */
  readonly fromDays: number;
  /** Excluded; null: no end. */
  readonly toDays: number | null;
  readonly withFix: SeverityCounts;
  readonly withoutFix: SeverityCounts;
}

export interface Ageing {
  /** The oldest that is open; absent if nothing is. */
  readonly since?: Date;
  /** All of them, youngest first. */
  readonly buckets: AgeingBucket[];
}

const LIMITS_DAYS = [7, 30, 90];

/** Open exposures by age; those of a disconnected connection have the age that they had then. Reads all that are open: the caller keeps it. */
export async function readAgeing(db: Queryable): Promise<Ageing> {
  const { rows } = await db.query<{ bucket: number; severity: number; fixable: boolean; count: number; since: Date }>(
    `select width_bucket(extract(epoch from least(now(), c.disconnected_at) - e.since)::float8 / 86400, $1::float8[]) as bucket, e.severity, e.fixable,
            count(*)::int as count, min(e.since) as since
     from exposure e join repository r on r.id = e.repository_id join connection c on c.id = r.connection_id
     where e.until = 'infinity' group by 1, 2, 3`,
    [LIMITS_DAYS],
  );
  const countsOf = (bucket: number, isFixable: boolean): SeverityCounts => {
    const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<(typeof SEVERITIES)[number], number>;
    for (const row of rows) if (row.bucket === bucket && row.fixable === isFixable) counts[severityOfRank(row.severity)] += row.count;
    return counts;
  };
  const oldest = rows.reduce<Date | null>((first, { since }) => (first === null || since < first ? since : first), null);
  return {
    ...present({ since: oldest }),
    buckets: [0, ...LIMITS_DAYS].map((fromDays, bucket) => ({
      fromDays,
      toDays: LIMITS_DAYS[bucket] ?? null,
      withFix: countsOf(bucket, true),
      withoutFix: countsOf(bucket, false),
    })),
  };
}
