import type { Queryable } from './connect.ts';
import type { Counts } from './counts.ts';
import { type ImagePlace, placeOfImageSql } from './followed-plans.ts';

/** The open plans with one key, over all connected registries. */
export interface FleetFix {
  readonly key: string;
  readonly images: number;
  readonly repositories: number;
  /** Where they lead to, each once; empty for plans that lead to no one tag or version. */
  readonly targets: string[];
  readonly edits: number;
  readonly removes: number;
  readonly counts: Counts;
  readonly exploited: number;
  readonly risk: number;
  readonly adds: number;
  /** The first of them, most risk first. */
  readonly plans: { readonly id: number; readonly image: ImagePlace & { readonly platform: string }; readonly removes: number }[];
}

const PLANS_SHOWN = 10;
const SUMS = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown', 'fixable']
  .map((name) => `'${name}', sum((p.counts->>'${name}')::int)`)
  .join();

/** Most risk removed per edit first. Several kinds of edits at once are one image's matter: those plans are left out. */
export async function fleetFixes(db: Queryable, connection: number | undefined, limit: number): Promise<FleetFix[]> {
  const { rows } = await db.query<FleetFix>(
    `with o as materialized (
       select p.id, p.key, p.repository_id, p.edits, p.risk from plan p join repository r on r.id = p.repository_id join connection c on c.id = r.connection_id
       where p.state = 1 and c.disconnected_at = 'infinity' and p.key <> 'everything' and p.key not like 'pins:%' and ($1::int is null or c.id = $1)
     ), g as (
       select key, (sum(risk) / sum(edits))::real as score, array_agg(id) as ids from o group by key order by 2 desc, key limit $2
     )
     select g.key, count(*)::int as images, count(distinct p.repository_id)::int as repositories, array_remove(array_agg(distinct p.target), null) as targets,
            sum(p.edits)::int as edits, sum(p.removes)::int as removes, json_build_object(${SUMS}) as counts, sum(p.exploited)::int as exploited,
            sum(p.risk)::real as risk, sum(p.adds)::int as adds,
            (select json_agg(json_build_object('id', x.id, 'removes', x.removes, 'image', ${placeOfImageSql('x.image_id')}::jsonb || jsonb_build_object('platform', x.platform)) order by x.risk desc, x.id)
             from (select * from plan where id = any(g.ids) order by risk desc, id limit ${PLANS_SHOWN}) x) as plans
     from g join plan p on p.id = any(g.ids) group by g.key, g.score, g.ids order by g.score desc, g.key`,
    [connection ?? null, limit],
  );
  return rows;
}
