import type { Database, Queryable } from './connect.ts';
import { rebuildDecided, wrongDecided } from './decided-counts.ts';
import { lockFleet } from './locks.ts';

const SET_SUMMARY = `
  select s.id as set_id, count(*) filter (where severity = 5)::int as critical, count(*) filter (where severity = 4)::int as high,
         count(*) filter (where severity = 3)::int as medium, count(*) filter (where severity = 2)::int as low,
         count(*) filter (where severity = 1)::int as negligible, count(*) filter (where severity = 0)::int as unknown, count(*) filter (where fixable)::int as fixable
  from package_set s left join lateral (select l.* from unnest(s.subjects) as k (package_id) join link l using (package_id) where l.until = 'infinity'
    and not exists (select from set_verdict x where x.set_id = s.id and x.package_id = l.package_id and x.vulnerability_id = l.vulnerability_id and x.until = 'infinity')) l on true
  group by s.id`;

/**
 * Rows of the repositories of every connection, or of one (`$1`), as of its disconnection. A live one is read as of 'infinity': an open
 * lifetime ends there, hence the second test of `until`.
 */
const REPOSITORY_ROWS = `
  with i as (
    select i.id, i.repository_id, n.id as inventory_id, c.disconnected_at as at
    from connection c join repository r on r.connection_id = c.id join image i on i.repository_id = r.id and i.current_tags > 0
    join inventory n on n.image_id = i.id and n.since <= c.disconnected_at and (n.until > c.disconnected_at or n.until = 'infinity')
    where $1::int is null or c.id = $1
  ), s as materialized (
    select i.id as image_id, i.repository_id, i.at, s.set_id from i join image_set s using (inventory_id)
  ), sv as materialized (   -- each set once
    select s.set_id, s.at, l.vulnerability_id, bool_or(l.fixable) as fix, bit_or(1::bigint << p.ecosystem) as eco
    from (select distinct set_id, at from s) s join package_set ps on ps.id = s.set_id cross join unnest(ps.subjects) as k (package_id)
    join link l on l.package_id = k.package_id and l.since <= s.at and (l.until > s.at or l.until = 'infinity') join package p on p.id = l.package_id
    where not exists (select from set_verdict x where x.set_id = s.set_id and x.package_id = l.package_id and x.vulnerability_id = l.vulnerability_id
      and x.since <= s.at and (x.until > s.at or x.until = 'infinity'))
    group by 1, 2, 3
  )
  select repository_id, vulnerability_id, count(*)::int as images, (count(*) filter (where fix))::int as fixable, bit_or(eco) as ecosystems
  from (select s.repository_id, s.image_id, sv.vulnerability_id, bool_or(fix) as fix, bit_or(eco) as eco from s join sv using (set_id, at) group by 1, 2, 3) x
  group by 1, 2`;

/** Rebuilds all counts from nothing: after a restore, a first load, or when a check finds a difference. Frozen rows are made as they were. */
export async function rebuildSummaries(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFleet(tx);
    await tx.query('delete from set_summary');
    await tx.query(`insert into set_summary ${SET_SUMMARY}`);
    await rebuildRepositories(tx);
    await rebuildDecided(tx);
  });
}

/** Rows of the repositories of one connection, or of all. The caller holds the fleet's lock. */
export async function rebuildRepositories(tx: Queryable, connection?: number): Promise<void> {
  await tx.query(
    'delete from repository_vulnerability v using repository r where r.id = v.repository_id and ($1::int is null or r.connection_id = $1)',
    [connection ?? null],
  );
  await tx.query(`insert into repository_vulnerability ${REPOSITORY_ROWS} order by 1, 2`, [connection ?? null]);
}

/** Where the maintained counts and a recomputation from the base tables differ; all empty if the counts are right. */
export interface Drift {
  readonly sets: readonly number[];
  readonly repositories: readonly { readonly repository: number; readonly vulnerability: number }[];
  readonly tagCounts: readonly number[];
  /** Images. */
  readonly decided: readonly number[];
}

/**
 * Recomputes every count and compares, in one snapshot. `ecosystems` of a row may hold a bit too many until its vulnerability is matched
 * again: that is no difference.
 */
export async function checkSummaries(db: Database): Promise<Drift> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    return findDrift(tx);
  });
}

async function findDrift(db: Queryable): Promise<Drift> {
  const sets = await db.query<{ set_id: number }>(
    `with fresh as (${SET_SUMMARY}) select coalesce(f.set_id, s.set_id) as set_id from fresh f full join set_summary s using (set_id)
     where (f.critical, f.high, f.medium, f.low, f.negligible, f.unknown, f.fixable) is distinct from (s.critical, s.high, s.medium, s.low, s.negligible, s.unknown, s.fixable)`,
  );
  const repositories = await db.query<{ repository: number; vulnerability: number }>(
    `with fresh as (${REPOSITORY_ROWS}) select repository_id as repository, vulnerability_id as vulnerability
     from fresh f full join repository_vulnerability r using (repository_id, vulnerability_id)
     where (coalesce(f.images, 0), coalesce(f.fixable, 0)) <> (coalesce(r.images, 0), coalesce(r.fixable, 0)) or coalesce(f.ecosystems, 0) & ~coalesce(r.ecosystems, 0) <> 0`,
    [null],
  );
  const tags = await db.query<{ id: number }>(
    `select i.id from image i left join (select image_id, count(*) as n from image_tag where until = 'infinity' group by 1) t on t.image_id = i.id where i.current_tags <> coalesce(t.n, 0)`,
  );
  return {
    sets: sets.rows.map(({ set_id: id }) => id),
    repositories: repositories.rows,
    tagCounts: tags.rows.map(({ id }) => id),
    decided: await wrongDecided(db),
  };
}
