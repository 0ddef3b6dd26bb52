import { type Epss, severityOfRank } from '@plimsoll/model';
import type { Database, Queryable } from './connect.ts';
import { lockFleet } from './locks.ts';
import { riskOf } from './risk.ts';

const ROWS_PER_TRANSACTION = 10_000;

/** The part of a score that differs from vulnerability to vulnerability. */
type Score = Pick<Epss, 'probability' | 'percentile'>;

interface Row {
  id: number;
  name: string;
  severity: number;
  kev: boolean;
  cvss_score: number | null;
  epss: number | null;
  epss_percentile: number | null;
  risk: number;
}

/** SQL: the day that a score is of, beside the columns of `vulnerability`. */
export const EPSS_DATE = '(select epss_date from advisory_build) as epss_date';

/** A score as a list reads it. */
export interface EpssColumns {
  epss: number | null;
  epss_percentile: number | null;
  epss_date: string | null;
}

/** Null where there is no score. */
export function toEpss({ epss, epss_percentile: percentile, epss_date: date }: EpssColumns): Epss | null {
  return epss === null ? null : { probability: epss, percentile: percentile ?? 0, date: date ?? '' };
}

/**
 * Makes the scores of all stored vulnerabilities, and the risk that follows from them, what the advisories say now. Links, texts and counts
 * stay as they are. Applied twice, it changes nothing.
 *
 * @param scoreOf by any name; undefined takes a stored score away
 * @param date the day that the scores are of; undefined without scores
 * @returns how many vulnerabilities got another score or risk
 */
export async function saveEpssScores(
  db: Database,
  scoreOf: (name: string) => Score | undefined,
  date: string | undefined,
): Promise<number> {
  let changed = 0;
  for (let after: number | undefined = 0; after !== undefined;) {
    const last: number = after;
    const chunk: { last: number | undefined; changed: number } = await db.transaction((tx) => saveChunk(tx, last, scoreOf));
    changed += chunk.changed;
    after = chunk.last;
  }
  await db.query('update advisory_build set epss_date = $1 where epss_date is distinct from $1', [date ?? null]);
  return changed;
}

async function saveChunk(
  tx: Queryable,
  after: number,
  scoreOf: (name: string) => Score | undefined,
): Promise<{ last: number | undefined; changed: number }> {
  await lockFleet(tx);
  const { rows } = await tx.query<Row>(
    'select id, name, severity, kev, cvss_score, epss, epss_percentile, risk from vulnerability where id > $1 order by id limit $2',
    [after, ROWS_PER_TRANSACTION],
    'scored-vulnerabilities',
  );
  const differing = rows.flatMap((row) => {
    const score = scoreOf(row.name);
    const { probability, percentile } = score ?? {};
    const risk = riskOf({ severity: severityOfRank(row.severity), cvss: row.cvss_score ?? undefined, exploited: row.kev, probability });
    if (isSame(row.epss, probability) && isSame(row.epss_percentile, percentile) && row.risk === risk) return [];
    return [{ id: row.id, probability, percentile, risk }];
  });
  if (differing.length > 0) {
    await tx.query(
      `update vulnerability v set epss = n.epss, epss_percentile = n.epss_percentile, risk = n.risk
       from unnest($1::int[], $2::real[], $3::real[], $4::int[]) as n (id, epss, epss_percentile, risk) where v.id = n.id`,
      [
        differing.map(({ id }) => id),
        differing.map(({ probability }) => probability ?? null),
        differing.map(({ percentile }) => percentile ?? null),
        differing.map(({ risk }) => risk),
      ],
      'save-epss-scores',
    );
  }
  return { last: rows.length < ROWS_PER_TRANSACTION ? undefined : rows.at(-1)?.id, changed: differing.length };
}

/** Columns hold single precision. */
function isSame(stored: number | null, now: number | undefined): boolean {
  return stored === null || now === undefined ? stored === (now ?? null) : Math.fround(stored) === Math.fround(now);
}
