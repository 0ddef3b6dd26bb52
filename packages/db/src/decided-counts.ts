import type { Queryable } from './connect.ts';

// `image_decided`: how many findings of a current image decisions hide. Kept by four statements: decisions are made or ended, images moved
// or were read, links or verdicts changed, and all from nothing. Whoever calls holds the lock that its comment names. The fences
// (`materialized`, `offset 0`) are what keeps the planner from reading whole tables.

const COLUMNS = 'critical, high, medium, low, negligible, unknown, fixable';

/** SQL: one row an image from rows of `(image_id, severity, fixable)`. */
function countsPerImage(from: string): string {
  return `select image_id, (count(*) filter (where severity = 5))::int as critical, (count(*) filter (where severity = 4))::int as high,
      (count(*) filter (where severity = 3))::int as medium, (count(*) filter (where severity = 2))::int as low,
      (count(*) filter (where severity = 1))::int as negligible, (count(*) filter (where severity = 0))::int as unknown,
      (count(*) filter (where fixable))::int as fixable
    from ${from} group by 1`;
}

const ADD = `on conflict (image_id) do update set critical = t.critical + excluded.critical, high = t.high + excluded.high, medium = t.medium + excluded.medium,
  low = t.low + excluded.low, negligible = t.negligible + excluded.negligible, unknown = t.unknown + excluded.unknown, fixable = t.fixable + excluded.fixable`;

/** SQL: open decision `d` names link `l` of a package called `name`. */
function names(name: string): string {
  return `(d.vulnerability_id is null or d.vulnerability_id = l.vulnerability_id) and (d.package_pattern is null or ${name} like d.package_pattern)
    and is_build(d.package_build, l.package_id)`;
}

/**
 * Adds what open decisions hide and no others do (sign 1: they were just made), or takes it away (sign -1: they are closed after this). The
 * caller holds the fleet's lock.
 */
export async function countDecisions(tx: Queryable, decisions: readonly number[], sign: 1 | -1): Promise<void> {
  await tx.query(
    `with l as materialized (
      select l.id, l.package_id, p.name, l.vulnerability_id, l.severity, l.fixable
      from decision d join link l on l.vulnerability_id = d.vulnerability_id and l.until = 'infinity' join package p on p.id = l.package_id
      where d.id = any($1::int[]) and (d.package_pattern is null or p.name like d.package_pattern) and is_build(d.package_build, p.id)
      union
      select l.id, l.package_id, p.name, l.vulnerability_id, l.severity, l.fixable
      from decision d
      cross join lateral (select id, name from package p where p.name between d.package_prefix and d.package_prefix || chr(1114111) and p.name like d.package_pattern offset 0) p
      join link l on l.package_id = p.id and l.until = 'infinity'
      where d.id = any($1) and d.vulnerability_id is null and is_build(d.package_build, p.id)
    ), ld as materialized (  -- with every decision that names them
      select l.id, d.id as decision_id from l join decision d on d.until = 'infinity' and ${names('l.name')}
    ), x as materialized (
      select ld.id, x.* from ld join decision_scope x using (decision_id) join repository r on r.id = x.repository_id join connection c on c.id = r.connection_id
      where c.disconnected_at = 'infinity'
    ), ls as materialized (  -- sets by their index, then images, then repositories: the planner, left alone, begins with the repositories
      select ps.id as set_id, l.id, l.severity, l.fixable
      from l join package_set ps on ps.subjects @> array[l.package_id]
      where not exists (select from set_verdict v where v.set_id = ps.id and v.package_id = l.package_id and v.vulnerability_id = l.vulnerability_id and v.until = 'infinity')
    ), li as materialized (
      select i.id as image_id, i.repository_id, s.ordinal, ls.id, ls.severity, ls.fixable
      from ls join image_set s using (set_id) join inventory n on n.id = s.inventory_id and n.until = 'infinity' join image i on i.id = n.image_id and i.current_tags > 0
    ), f as (
      select li.image_id, li.ordinal, li.id, li.severity, li.fixable
      from li join x on x.id = li.id and x.repository_id = li.repository_id and (not x.narrow or reaches(x.image_id, x.tag_pattern, li.image_id))
      group by 1, 2, 3, 4, 5 having bool_and(x.decision_id = any($1))
    ), n as (${countsPerImage('f')})
    insert into image_decided as t
    select image_id, $2::int * critical, $2 * high, $2 * medium, $2 * low, $2 * negligible, $2 * unknown, $2 * fixable from n order by 1
    ${ADD}`,
    [decisions, sign],
    'count-decisions',
  );
}

/** The joins below are planned for few images. */
const IMAGES_PER_STATEMENT = 200;

/**
 * Recomputes the decided counts of some images, after their tags moved or they were read. Of images that no tag reaches any more there are
 * none. The caller holds the lock of their repository.
 */
export async function countDecidedImages(tx: Queryable, images: Iterable<number>): Promise<void> {
  const { rows } = await tx.query<{ any: boolean }>(
    `select exists (select from decision where until = 'infinity') as any`,
    [],
    'any-decision',
  );
  const ids = [...new Set(images)].sort((a, b) => a - b);
  if (rows[0]?.any !== true) {
    await tx.query('delete from image_decided where image_id = any($1::int[])', [ids], 'no-decided-images');
    return;
  }
  for (let start = 0; start < ids.length; start += IMAGES_PER_STATEMENT)
    await countSome(tx, ids.slice(start, start + IMAGES_PER_STATEMENT));
}

async function countSome(tx: Queryable, images: readonly number[]): Promise<void> {
  await tx.query(
    `with i as materialized (
      select i.id, i.repository_id, n.id as inventory_id
      from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id
      join inventory n on n.image_id = i.id and n.until = 'infinity'
      where i.id = any($1::int[]) and i.current_tags > 0 and c.disconnected_at = 'infinity'
    ), d as materialized (
      select i.id as image_id, x.vulnerability_id, x.package_pattern, x.package_prefix, x.package_build
      from (select distinct repository_id from i) y
      cross join lateral (select * from decision_scope x where x.repository_id = y.repository_id and x.until = 'infinity' offset 0) x
      join i on i.repository_id = y.repository_id
      where not x.narrow or reaches(x.image_id, x.tag_pattern, i.id)
    ), l as materialized (   -- the open links that these decisions may name
      select l.id, l.package_id, p.name, l.vulnerability_id, l.severity, l.fixable
      from (select distinct vulnerability_id from d) d join link l on l.vulnerability_id = d.vulnerability_id and l.until = 'infinity' join package p on p.id = l.package_id
      union
      select l.id, l.package_id, p.name, l.vulnerability_id, l.severity, l.fixable
      from (select distinct package_pattern, package_prefix from d where vulnerability_id is null) d
      cross join lateral (select id, name from package p where p.name between d.package_prefix and d.package_prefix || chr(1114111) and p.name like d.package_pattern offset 0) p
      join link l on l.package_id = p.id and l.until = 'infinity'
    ), s as materialized (
      select i.id as image_id, s.ordinal, s.set_id from i join image_set s using (inventory_id)
    ), k as materialized (   -- each set once, however many of the images have it
      select s.set_id, l.*
      from (select distinct set_id from s) s join package_set ps on ps.id = s.set_id cross join unnest(ps.subjects) as k (package_id) join l using (package_id)
      where not exists (select from set_verdict x where x.set_id = s.set_id and x.package_id = l.package_id and x.vulnerability_id = l.vulnerability_id and x.until = 'infinity')
    ), f as (                -- one row a finding, however many decisions hide it
      select distinct s.image_id, s.ordinal, l.id, l.severity, l.fixable
      from s join k as l using (set_id) join d on d.image_id = s.image_id and ${names('l.name')}
    ), fresh as (${countsPerImage('f')}
    ), gone as (
      delete from image_decided t where t.image_id = any($1::int[]) and not exists (select from fresh f where f.image_id = t.image_id)
    )
    insert into image_decided as t select * from fresh order by image_id
    on conflict (image_id) do update set (${COLUMNS}) = (${excluded()})
    where (t.critical, t.high, t.medium, t.low, t.negligible, t.unknown, t.fixable) is distinct from (${excluded()})`,
    [images],
    'count-decided-images',
  );
}

function excluded(): string {
  return COLUMNS.split(', ')
    .map((column) => `excluded.${column}`)
    .join();
}

/**
 * Adds the difference that a chunk of a re-match made: links and verdicts of these vulnerabilities as they are at `now` less what they were
 * the instant before, where an open decision names them. The caller holds the fleet's lock.
 */
export async function countDecidedChanges(tx: Queryable, vulnerabilities: readonly number[], now: string): Promise<void> {
  await tx.query(
    `with t (at, n) as (
      values ($1::timestamptz, 1), ($1::timestamptz - interval '1 microsecond', -1)
    ), l as materialized (
      select l.id, l.package_id, p.name, l.vulnerability_id, l.severity, l.fixable, t.at, t.n
      from t join link l on l.vulnerability_id = any($2::int[]) and l.since <= t.at and l.until > t.at
        and (l.since = $1 or l.until = $1 or exists (select from set_verdict v where v.vulnerability_id = l.vulnerability_id and v.package_id = l.package_id and (v.since = $1 or v.until = $1)))
      join package p on p.id = l.package_id
      where exists (select from decision d where d.until = 'infinity' and ${names('p.name')})
    ), ld as materialized (
      select distinct l.id, d.id as decision_id from l join decision d on d.until = 'infinity' and ${names('l.name')}
    ), x as materialized (
      select ld.id, x.* from ld join decision_scope x using (decision_id) join repository r on r.id = x.repository_id join connection c on c.id = r.connection_id
      where c.disconnected_at = 'infinity'
    ), ls as materialized (
      select ps.id as set_id, l.id, l.n, l.severity, l.fixable
      from l join package_set ps on ps.subjects @> array[l.package_id]
      where not exists (select from set_verdict v where v.set_id = ps.id and v.package_id = l.package_id and v.vulnerability_id = l.vulnerability_id and v.since <= l.at and v.until > l.at)
    ), li as materialized (
      select i.id as image_id, i.repository_id, s.ordinal, ls.id, ls.n, ls.severity, ls.fixable
      from ls join image_set s using (set_id) join inventory n on n.id = s.inventory_id and n.until = 'infinity' join image i on i.id = n.image_id and i.current_tags > 0
    ), f as (                 -- one row a finding, however many decisions hide it
      select distinct li.image_id, li.ordinal, li.id, li.n, li.severity, li.fixable
      from li join x on x.id = li.id and x.repository_id = li.repository_id and (not x.narrow or reaches(x.image_id, x.tag_pattern, li.image_id))
    )
    insert into image_decided as t
    select image_id, coalesce(sum(n) filter (where severity = 5), 0), coalesce(sum(n) filter (where severity = 4), 0), coalesce(sum(n) filter (where severity = 3), 0),
           coalesce(sum(n) filter (where severity = 2), 0), coalesce(sum(n) filter (where severity = 1), 0), coalesce(sum(n) filter (where severity = 0), 0), coalesce(sum(n) filter (where fixable), 0)
    from f group by 1 order by 1
    ${ADD}`,
    [now, vulnerabilities],
    'count-decided-changes',
  );
}

/**
 * SQL: what `image_decided` must hold, for all connections or one (`$1`). A disconnected one is read as of its disconnection; a live one as
 * of 'infinity', where an open lifetime ends: hence the second test of `until`.
 */
export const DECIDED_ROWS: string = `
  with c as materialized (
    select id, disconnected_at as at from connection where $1::int is null or id = $1
  ), ld as materialized (
    select a.at, l.id, l.package_id, l.vulnerability_id, l.severity, l.fixable, d.id as decision_id
    from (select distinct at from c) a join link l on ${alive('l', 'a.at')} join package p on p.id = l.package_id
    join decision d on ${alive('d', 'a.at')} and ${names('p.name')}
  ), x as materialized (
    select ld.at, ld.id, x.repository_id, x.narrow, x.image_id, x.tag_pattern
    from ld join decision_scope x using (decision_id) join repository r on r.id = x.repository_id join c on c.id = r.connection_id and c.at = ld.at
  ), ls as materialized (
    select l.at, ps.id as set_id, l.id, l.severity, l.fixable
    from (select distinct at, id, package_id, vulnerability_id, severity, fixable from ld) l join package_set ps on ps.subjects @> array[l.package_id]
    where not exists (select from set_verdict v where v.set_id = ps.id and v.package_id = l.package_id and v.vulnerability_id = l.vulnerability_id and ${alive('v', 'l.at')})
  ), li as materialized (
    select ls.at, i.id as image_id, i.repository_id, s.ordinal, ls.id, ls.severity, ls.fixable
    from ls join image_set s using (set_id) join inventory n on n.id = s.inventory_id and ${alive('n', 'ls.at')} join image i on i.id = n.image_id and i.current_tags > 0
  ), f as (
    select distinct li.image_id, li.ordinal, li.id, li.severity, li.fixable
    from li join x on x.id = li.id and x.at = li.at and x.repository_id = li.repository_id and (not x.narrow or reaches(x.image_id, x.tag_pattern, li.image_id))
  )
  ${countsPerImage('f')}`;

function alive(table: string, at: string): string {
  return `${table}.since <= ${at} and (${table}.until > ${at} or ${table}.until = 'infinity')`;
}

/** Makes the decided counts from nothing, of all connections or one. The caller holds the fleet's lock. */
export async function rebuildDecided(tx: Queryable, connection?: number): Promise<void> {
  await tx.query(
    `delete from image_decided t using image i, repository r where i.id = t.image_id and r.id = i.repository_id and ($1::int is null or r.connection_id = $1)`,
    [connection ?? null],
  );
  await tx.query(`insert into image_decided ${DECIDED_ROWS} order by 1`, [connection ?? null]);
}

/** Images whose decided counts differ from a recomputation; rows of zeros say the same as none. */
export async function wrongDecided(db: Queryable): Promise<number[]> {
  const counts = (table: string) =>
    `(${COLUMNS.split(', ')
      .map((column) => `coalesce(${table}.${column}, 0)`)
      .join()})`;
  const { rows } = await db.query<{ image_id: number }>(
    `with fresh as (${DECIDED_ROWS}) select image_id from fresh f full join image_decided d using (image_id) where ${counts('f')} <> ${counts('d')} order by 1`,
    [null],
  );
  return rows.map(({ image_id: id }) => id);
}
