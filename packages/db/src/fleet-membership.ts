import type { Queryable } from './connect.ts';

/** By how much the number of tags of an image or index changes. */
export type TagDeltas = ReadonlyMap<number, number>;

/**
 * Adds to the tag counts of images, and of the children of indexes. For images that thereby enter or leave the fleet, adds the difference
 * to the rows of their repository. The caller holds the lock of the repository.
 */
export async function countTags(tx: Queryable, deltas: TagDeltas): Promise<void> {
  const changed = [...deltas].filter(([, n]) => n !== 0);
  if (changed.length === 0) return;
  const { rows } = await tx.query<{ id: number; n: number }>(
    `with d as (
      select * from unnest($1::int[], $2::int[]) as d (image_id, n)
    ), e as (   -- an index takes its children along
      select image_id, sum(n)::int as n from (select * from d union all select c.child_id, d.n from d join index_child c on c.index_id = d.image_id) x group by 1
    )
    update image i set current_tags = i.current_tags + e.n from e where i.id = e.image_id and e.n <> 0
    returning i.id, (new.current_tags > 0)::int - (old.current_tags > 0)::int as n`,
    [changed.map(([id]) => id), changed.map(([, n]) => n)],
    'count-tags',
  );
  const moved = rows.filter(({ n }) => n !== 0);
  if (moved.length === 0) return;
  await tx.query(
    `with iv as (
      select i.id, i.repository_id, m.n, l.vulnerability_id, bool_or(l.fixable) as fix, bit_or(1::bigint << p.ecosystem) as eco
      from unnest($1::int[], $2::int[]) as m (image_id, n) join image i on i.id = m.image_id
      join inventory y on y.image_id = i.id and y.until = 'infinity' join image_set s on s.inventory_id = y.id
      join package_set ps on ps.id = s.set_id cross join unnest(ps.subjects) as k (package_id)
      cross join lateral (select * from link l where l.package_id = k.package_id and l.until = 'infinity' offset 0) l
      join package p on p.id = l.package_id
      where not exists (select from set_verdict x where x.set_id = s.set_id and x.package_id = l.package_id and x.vulnerability_id = l.vulnerability_id and x.until = 'infinity')
      group by 1, 2, 3, 4
    )
    insert into repository_vulnerability as r
    select repository_id, vulnerability_id, sum(n), coalesce(sum(n) filter (where fix), 0), bit_or(eco) from iv group by 1, 2
    having sum(n) <> 0 or coalesce(sum(n) filter (where fix), 0) <> 0 order by 1, 2
    on conflict (repository_id, vulnerability_id) do update
    set images = r.images + excluded.images, fixable = r.fixable + excluded.fixable, ecosystems = r.ecosystems | excluded.ecosystems`,
    [moved.map(({ id }) => id), moved.map(({ n }) => n)],
    'enter-leave-fleet',
  );
}
