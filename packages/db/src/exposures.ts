import { type Severity, severityOfRank } from '@plimsoll/model';
import type { Queryable } from './connect.ts';
import { FINDINGS } from './findings.ts';

/** Weights by severity rank, 0 to 5: of findings, and of those that are known to be exploited. */
export interface RiskWeights {
  readonly plain: readonly number[];
  readonly exploited: readonly number[];
}

/** What a repository ships for a platform now, and what it shipped before. */
export interface ShippedImage {
  readonly repositoryId: number;
  readonly platform: string;
  readonly image: number;
  /** Null if there is none. */
  readonly previous: number | null;
}

/**
 * Opens a row for every vulnerability that is shipped and that no decision hides, brings the open ones up to date, and closes the others. The
 * first row of a vulnerability begins when it was first seen in the image, a later one now; what a decision hid goes on in its row when that ends. The caller holds the lock of the repository.
 *
 * @param now the instant of the transaction
 */
export async function recordExposures(
  tx: Queryable,
  { repositoryId, platform, image, previous }: ShippedImage,
  weights: RiskWeights,
  now: string,
): Promise<void> {
  await tx.query(
    `with ${FINDINGS}, f as (   -- a subject that stands in two sets is one finding
       select distinct vulnerability_id, package_id, severity, kev, fixable, first_seen, decision_id is not null as decided from a
     ), s as materialized (
       select vulnerability_id, bool_and(decided) as decided, max(severity) filter (where not decided) as severity, bool_or(fixable) filter (where not decided) as fixable,
              min(first_seen) filter (where not decided) as first_seen,
              sum((case when kev then $7::real[] else $6::real[] end)[severity + 1]) filter (where not decided) as risk
       from f group by 1
     ), closed as (
       update exposure e set until = $8::timestamptz, ended_as = case
         when exists (select from s where s.vulnerability_id = e.vulnerability_id) then 3
         when $5::int <> $1 and exists (   -- the image before has it still
           select from inventory n join image_set g on g.inventory_id = n.id join package_set p on p.id = g.set_id
           join link l on l.vulnerability_id = e.vulnerability_id and l.until = 'infinity' and l.package_id = any(p.subjects)
           where n.image_id = $5 and n.until = 'infinity') then 1
         else 2 end
       where e.repository_id = $3 and e.platform = $4 and e.until = 'infinity'
         and not exists (select from s where s.vulnerability_id = e.vulnerability_id and not s.decided)
     ), reopened as (   -- no decision hides it any more: it never went
       update exposure e set until = 'infinity', ended_as = null, severity = s.severity, risk = s.risk, fixable = s.fixable from s
       where e.repository_id = $3 and e.platform = $4 and e.vulnerability_id = s.vulnerability_id and not s.decided and e.ended_as = 3
         and not exists (select from exposure x where x.repository_id = $3 and x.platform = $4 and x.vulnerability_id = e.vulnerability_id and x.until > e.until)
       returning e.vulnerability_id
     ), kept as (
       update exposure e set severity = s.severity, risk = s.risk, fixable = s.fixable from s
       where e.repository_id = $3 and e.platform = $4 and e.until = 'infinity' and s.vulnerability_id = e.vulnerability_id and not s.decided
         and (e.severity, e.risk, e.fixable) is distinct from (s.severity, s.risk, s.fixable)
     )
     insert into exposure (repository_id, platform, vulnerability_id, severity, risk, fixable, since)
     select $3, $4, s.vulnerability_id, s.severity, s.risk, s.fixable, case
       when exists (select from exposure e where e.repository_id = $3 and e.platform = $4 and e.vulnerability_id = s.vulnerability_id) then $8::timestamptz
       else s.first_seen end
     from s where not s.decided
       and not exists (select from exposure e where e.repository_id = $3 and e.platform = $4 and e.vulnerability_id = s.vulnerability_id and e.until = 'infinity')
       and s.vulnerability_id not in (select vulnerability_id from reopened)`,
    [image, null, repositoryId, platform, previous, weights.plain, weights.exploited, now],
  );
}

/** How long repositories shipped what then went with a newer image. */
export interface TimeToRemediate {
  /** Undefined = of all. */
  readonly severity?: Severity;
  /** The median. */
  readonly days: number;
  readonly count: number;
}

/** Of what went in the last so many days: of all, then by severity, worst first. Empty if nothing went. */
export async function timesToRemediate(db: Queryable, days: number): Promise<TimeToRemediate[]> {
  const { rows } = await db.query<{ severity: number | null; days: number; count: number }>(
    `select severity, percentile_cont(0.5) within group (order by extract(epoch from until - since)::float8 / 86400) as days, count(*)::int as count
     from exposure where ended_as = 1 and until < 'infinity' and until > (select current_instant()) - make_interval(days => $1)
     group by grouping sets ((), (severity)) having count(*) > 0 order by grouping(severity) desc, severity desc`,
    [days],
  );
  return rows.map(({ severity, ...row }) => ({ ...row, ...(severity === null ? {} : { severity: severityOfRank(severity) }) }));
}
