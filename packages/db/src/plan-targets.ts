import type { Database, Queryable } from './connect.ts';
import { lockRepository } from './locks.ts';
import { present } from './present.ts';

/** What a repository ships for one platform: the image of the tag that was pushed last. Plans are followed for it. */
export interface PlanTarget {
  readonly repositoryId: number;
  readonly repository: string;
  readonly connection: number;
  readonly platform: string;
  readonly image: number;
  /** Which reading of it: a better analyzer makes another. */
  readonly inventory: number;
  readonly tag: string;
  /** A tag that was pushed later and whose image was not read, and whether reading it failed: what is shipped is not known then. */
  readonly unread?: { readonly tag: string; readonly isFailed: boolean };
  /** Open decisions that reach the image, ascending. */
  readonly decisions: number[];
  /** What was last made for it; absent the first time. */
  readonly last?: { readonly basis: string; readonly image: number | null; readonly error: string | null };
}

/** The repositories of connected registries, by id. Empty after the last. */
export async function repositoriesToPlan(db: Queryable, after: number, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select r.id from repository r join connection c on c.id = r.connection_id where c.disconnected_at = 'infinity' and r.id > $1 order by r.id limit $2`,
    [after, limit],
  );
  return rows.map(({ id }) => id);
}

/** What these repositories ship, by repository and platform. Signatures and other things that are no images do not count. */
export async function planTargets(db: Queryable, repositories: readonly number[]): Promise<PlanTarget[]> {
  const { rows } = await db.query<
    Omit<PlanTarget, 'unread' | 'last'> & {
      unread: PlanTarget['unread'] | null;
      basis: string | null;
      last_image: number | null;
      error: string | null;
    }
  >(
    `with t as materialized (
       select t.repository_id, t.name as tag, t.pushed_at, t.id as tag_id, i.id as image_id, i.platform, i.state, i.state = 3 and not i.is_index as is_read
       from tag t join image x on x.id = t.image_id left join index_child c on c.index_id = x.id join image i on i.id = coalesce(c.child_id, x.id)
       where t.repository_id = any($1::int[]) and t.until = 'infinity' and i.state <> 5 and not (i.is_index and i.state = 3)
     ), n as (
       select distinct on (repository_id, platform) * from t where is_read order by repository_id, platform, pushed_at desc, tag_id desc
     )
     select n.repository_id as "repositoryId", r.name as repository, r.connection_id as connection, coalesce(n.platform, '') as platform, n.image_id as image,
            v.id as inventory, n.tag, b.basis, b.image_id as last_image, b.error,
            (select json_build_object('tag', u.tag, 'isFailed', u.state = 4) from t u where u.repository_id = n.repository_id and not u.is_read and coalesce(u.platform, n.platform) is not distinct from n.platform
               and (u.pushed_at, u.tag_id) > (n.pushed_at, n.tag_id) order by u.pushed_at desc, u.tag_id desc limit 1) as unread,
            array(select x.decision_id from decision_scope x where x.repository_id = n.repository_id and x.until = 'infinity'
                    and (not x.narrow or reaches(x.image_id, x.tag_pattern, n.image_id)) order by 1) as decisions
     from n join repository r on r.id = n.repository_id join inventory v on v.image_id = n.image_id and v.until = 'infinity'
     left join plan_basis b on b.repository_id = n.repository_id and b.platform = coalesce(n.platform, '')
     order by n.repository_id, 4`,
    [repositories],
  );
  return rows.map(({ unread, basis, last_image: image, error, ...row }) => ({
    ...row,
    ...present({ unread, last: basis === null ? null : { basis, image, error } }),
  }));
}

/** Ends what is followed for platforms of which these repositories ship nothing any more. @returns how many platforms */
export async function endUnshipped(db: Database, repositories: readonly number[]): Promise<number> {
  const gone = (queryable: Queryable, ids: readonly number[]) =>
    queryable.query<{ repository: number; platform: string }>(
      `select b.repository_id as repository, b.platform from plan_basis b
       where b.repository_id = any($1::int[]) and b.image_id is not null and not exists (
         select from image i where i.repository_id = b.repository_id and i.current_tags > 0 and i.state <> 5 and not (i.is_index and i.state = 3)
           and coalesce(i.platform, b.platform) = b.platform)`,
      [ids],
    );
  const { rows } = await gone(db, repositories);
  for (const repository of new Set(rows.map((row) => row.repository))) {
    await db.transaction(async (tx) => {
      const now = await lockRepository(tx, repository);
      const { rows: still } = await gone(tx, [repository]);
      const values = [repository, still.map(({ platform }) => platform), now];
      const where = 'where repository_id = $1 and platform = any($2::text[])';
      await tx.query(`update exposure set until = $3::timestamptz, ended_as = 4 ${where} and until = 'infinity'`, values);
      await tx.query(`update plan set state = 3, closed_at = $3::timestamptz ${where} and state = 1`, values);
      await tx.query(`update plan_basis set image_id = null, basis = '', error = null, made_at = $3::timestamptz ${where}`, values);
    });
  }
  return rows.length;
}
