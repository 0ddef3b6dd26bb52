import { digestSql } from './codes.ts';
import { likeToGlob } from './decision-patterns.ts';
import type { Queryable } from './connect.ts';
import type { PackageBuild } from './decision-target.ts';
import { present } from './present.ts';
import { purlsOfSubjects } from './subjects.ts';

/** How much a decision hides now: findings of current images of connected registries. */
export interface Hidden {
  readonly findings: number;
  readonly images: number;
}

const OPEN_DECISIONS = `select id, connection_id, repository_pattern, tag_pattern, image_id, vulnerability_id, package_pattern, package_prefix, package_build
  from decision where id = any($1::int[]) and until = 'infinity'`;

/**
 * SQL: `f`, one row for each decision of `decisions` and finding that it hides. Links are found by vulnerability or by the beginning of the
 * package's name, then sets by their index, then images, then scopes.
 */
export function hiddenSql(decisions: string): string {
  return `d as materialized (${decisions}
    ), l as materialized (
      select d.id as decision_id, l.id, l.package_id, l.vulnerability_id
      from d join link l on l.vulnerability_id = d.vulnerability_id and l.until = 'infinity' join package p on p.id = l.package_id
      where (d.package_pattern is null or p.name like d.package_pattern) and is_build(d.package_build, p.id)
      union all
      select d.id, l.id, l.package_id, l.vulnerability_id
      from d
      cross join lateral (select id from package p where p.name between d.package_prefix and d.package_prefix || chr(1114111) and p.name like d.package_pattern offset 0) p
      join link l on l.package_id = p.id and l.until = 'infinity'
      where d.vulnerability_id is null and is_build(d.package_build, p.id)
    ), x as materialized (
      select d.id as decision_id, r.id as repository_id, d.image_id, d.tag_pattern
      from d join repository r on in_scope(d.connection_id, d.repository_pattern, r.connection_id, r.name) join connection c on c.id = r.connection_id
      where c.disconnected_at = 'infinity'
    ), ls as materialized (
      select ps.id as set_id, k.id, k.package_id, k.vulnerability_id
      from (select distinct id, package_id, vulnerability_id from l) k join package_set ps on ps.subjects @> array[k.package_id]
      where not exists (select from set_verdict v where v.set_id = ps.id and v.package_id = k.package_id and v.vulnerability_id = k.vulnerability_id and v.until = 'infinity')
    ), li as materialized (
      select i.id as image_id, i.repository_id, s.ordinal, ls.id, ls.package_id, ls.vulnerability_id
      from ls join image_set s using (set_id) join inventory n on n.id = s.inventory_id and n.until = 'infinity' join image i on i.id = n.image_id and i.current_tags > 0
    ), f as (
      select l.decision_id, li.* from li join l using (id) join x on x.decision_id = l.decision_id and x.repository_id = li.repository_id
        and ((x.image_id is null and x.tag_pattern is null) or reaches(x.image_id, x.tag_pattern, li.image_id))
    )`;
}

/** By decision id; those that hide nothing now, or are closed, are missing. */
export async function hiddenBy(db: Queryable, decisions: readonly number[]): Promise<Map<number, Hidden>> {
  const { rows } = await db.query<Hidden & { id: number }>(
    `with ${hiddenSql(OPEN_DECISIONS)} select decision_id as id, count(*)::int as findings, count(distinct image_id)::int as images from f group by 1`,
    [decisions],
  );
  return new Map(rows.map(({ id, findings, images }) => [id, { findings, images }]));
}

/** A vulnerability of an image that a decision hides. */
export interface HiddenFinding {
  readonly decision: number;
  readonly vulnerability: string;
  readonly aliases: string[];
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web` */
  readonly uri: string;
  readonly repository: string;
  readonly digest: string;
  readonly platform: string;
  /** That reach it now. Sorted. */
  readonly tags: string[];
  /** Package URLs, sorted. */
  readonly packages: string[];
}

type HiddenRow = Omit<HiddenFinding, 'packages'> & { readonly packages: number[] };

/** What these decisions hide, by decision, vulnerability and image; at most `limit` rows. */
export async function listHidden(db: Queryable, decisions: readonly number[], limit: number): Promise<HiddenFinding[]> {
  const { rows } = await db.query<HiddenRow>(
    `with ${hiddenSql(OPEN_DECISIONS)}, g as (
      select decision_id, vulnerability_id, image_id, array_agg(distinct package_id) as packages from f group by 1, 2, 3 order by 1, 2, 3 limit $2
    )
    select g.decision_id as decision, v.name as vulnerability, array(select a.name from vulnerability_alias a where a.vulnerability_id = v.id and a.name <> v.name order by 1) as aliases,
           r.uri, r.name as repository, ${digestSql('i.digest')} as digest, coalesce(i.platform, '') as platform,
           array(select distinct t.name from image_tag t where t.image_id = i.id and t.until = 'infinity' order by 1) as tags, g.packages
    from g join vulnerability v on v.id = g.vulnerability_id join image i on i.id = g.image_id join repository r on r.id = i.repository_id
    order by g.decision_id, v.name, r.uri, i.digest`,
    [decisions, limit],
  );
  const purls = await purlsOfSubjects(db, [...new Set(rows.flatMap(({ packages }) => packages))]);
  return rows.map((row) => ({ ...row, packages: [...new Set(row.packages.map((id) => purls.get(id)!))].sort() }));
}

/** What a decision hides in the images that it reaches: every part that is given must fit. */
export interface HidingRule {
  /** All names of one flaw. */
  readonly vulnerability?: readonly string[];
  /** Of a subject's name. */
  readonly packageGlob?: string;
  readonly packageBuild?: PackageBuild;
}

/** The rules of the decisions that reach an image: also what they would hide of packages that it has not, or has in another version. */
export async function rulesReaching(db: Queryable, image: number): Promise<HidingRule[]> {
  const { rows } = await db.query<{
    names: string[] | null;
    pattern: string | null;
    ecosystem: string | null;
    release: string | null;
    version: string | null;
    arch: string | null;
  }>(
    `with i as materialized (
       select i.id, i.repository_id, least(current_instant(), c.disconnected_at) as at
       from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id where i.id = $1::int
     )
     select case when x.vulnerability_id is null then null
                 else array(select a.name from vulnerability_alias a where a.vulnerability_id = x.vulnerability_id
                            union select v.name from vulnerability v where v.id = x.vulnerability_id order by 1) end as names, x.package_pattern as pattern,
            (select e.name from ecosystem e where e.id = (x.package_build).ecosystem) as ecosystem,
            (select d.name from distro_release d where d.id = (x.package_build).release) as release,
            (x.package_build).version as version, (x.package_build).arch as arch
     from i join decision_scope x on x.repository_id = i.repository_id and x.since <= i.at and x.until > i.at
     where not x.narrow or reaches(x.image_id, x.tag_pattern, i.id) order by x.decision_id`,
    [image],
  );
  return rows.map(({ names, pattern, ...build }) => {
    const packageBuild = present(build);
    return present({
      vulnerability: names,
      packageGlob: pattern === null ? null : likeToGlob(pattern),
      packageBuild: Object.keys(packageBuild).length === 0 ? null : packageBuild,
    });
  });
}
