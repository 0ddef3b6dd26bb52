import type { Queryable } from './connect.ts';

/**
 * Adds to the counts of sets what a chunk closed (until = now) and opened (since = now), less what verdicts take away at this instant and
 * took away at the one before.
 */
export async function recountSets(tx: Queryable, vulnerabilities: readonly number[], now: string): Promise<void> {
  await tx.query(
    `with d as (
      select l.package_id, case when l.until = $1::timestamptz then -1 else 1 end as n, l.severity, l.fixable
      from link l where l.vulnerability_id = any($2::int[]) and ((l.until = $1 and l.since < $1) or (l.since = $1 and l.until > $1))
    ), p as (
      select package_id, coalesce(sum(n) filter (where severity = 5), 0) as c, coalesce(sum(n) filter (where severity = 4), 0) as h,
             coalesce(sum(n) filter (where severity = 3), 0) as m, coalesce(sum(n) filter (where severity = 2), 0) as l,
             coalesce(sum(n) filter (where severity = 1), 0) as g, coalesce(sum(n) filter (where severity = 0), 0) as u, coalesce(sum(n) filter (where fixable), 0) as f
      from d group by 1
    ), t (at, n) as (
      values ($1::timestamptz, -1), ($1::timestamptz - interval '1 microsecond', 1)
    ), v as (
      select x.set_id, t.n, l.severity, l.fixable
      from t join set_verdict x on x.vulnerability_id = any($2) and x.since <= t.at and x.until > t.at
      join link l on l.package_id = x.package_id and l.vulnerability_id = x.vulnerability_id and l.since <= t.at and l.until > t.at
    ), s as (
      select set_id, sum(c) as c, sum(h) as h, sum(m) as m, sum(l) as l, sum(g) as g, sum(u) as u, sum(f) as f
      from (
        select ps.id as set_id, c, h, m, l, g, u, f from p join package_set ps on ps.subjects @> array[p.package_id]
        union all
        select set_id, case severity when 5 then n else 0 end, case severity when 4 then n else 0 end, case severity when 3 then n else 0 end,
               case severity when 2 then n else 0 end, case severity when 1 then n else 0 end, case severity when 0 then n else 0 end, case when fixable then n else 0 end from v
      ) x group by 1
    )
    update set_summary t set critical = t.critical + s.c, high = t.high + s.h, medium = t.medium + s.m, low = t.low + s.l,
           negligible = t.negligible + s.g, unknown = t.unknown + s.u, fixable = t.fixable + s.f
    from s where t.set_id = s.set_id and (s.c, s.h, s.m, s.l, s.g, s.u, s.f) <> (0, 0, 0, 0, 0, 0, 0)`,
    [now, vulnerabilities],
    'recount-sets',
  );
}

/** Recomputes the fleet's rows of some vulnerabilities, so that an error cannot last. Rows of disconnected connections stay. */
export async function recountVulnerabilities(tx: Queryable, vulnerabilities: readonly number[]): Promise<void> {
  await tx.query(
    `with x as materialized (
      select set_id, package_id, vulnerability_id from set_verdict where vulnerability_id = any($1::int[]) and until = 'infinity'
    ), sv as materialized (
      select ps.id as set_id, l.vulnerability_id, bool_or(l.fixable) as fix, bit_or(1::bigint << p.ecosystem) as eco
      from link l join package p on p.id = l.package_id join package_set ps on ps.subjects @> array[l.package_id]
      where l.vulnerability_id = any($1::int[]) and l.until = 'infinity'
        and not exists (select from x where x.set_id = ps.id and x.package_id = l.package_id and x.vulnerability_id = l.vulnerability_id)
      group by 1, 2
    ), iv as (
      select i.repository_id, i.id, sv.vulnerability_id, bool_or(fix) as fix, bit_or(eco) as eco
      from sv join image_set s using (set_id) join inventory n on n.id = s.inventory_id and n.until = 'infinity'
      join image i on i.id = n.image_id and i.current_tags > 0 group by 1, 2, 3
    ), live as materialized (
      select r.id as repository_id from repository r join connection c on c.id = r.connection_id where c.disconnected_at = 'infinity'
    ), fresh as materialized (
      select repository_id, vulnerability_id, count(*) as images, count(*) filter (where fix) as fixable, bit_or(eco) as ecosystems from iv
      where repository_id in (select repository_id from live) group by 1, 2
    ), gone as (
      delete from repository_vulnerability r where r.vulnerability_id = any($1) and r.repository_id in (select repository_id from live) and not exists
        (select from fresh f where (f.repository_id, f.vulnerability_id) = (r.repository_id, r.vulnerability_id))
    )
    insert into repository_vulnerability as r select * from fresh
    on conflict (repository_id, vulnerability_id) do update set images = excluded.images, fixable = excluded.fixable, ecosystems = excluded.ecosystems
    where (r.images, r.fixable, r.ecosystems) is distinct from (excluded.images, excluded.fixable, excluded.ecosystems)`,
    [vulnerabilities],
    'recount-vulnerabilities',
  );
}
