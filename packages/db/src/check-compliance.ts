import { digestSql } from './codes.ts';
import type { Queryable } from './connect.ts';
import { toJson } from './storable.ts';

/** Whose images; absent parts = all. */
export interface ComplianceScope {
  readonly connection?: number | undefined;
  readonly repository?: string | undefined;
}

/** A section of a benchmark, and the checks that answer it. */
export interface CheckSection {
  readonly section: string;
  readonly checks: readonly string[];
}

/** What the checks of a section say of the current images of a scope: the three add up to all of them. */
export interface SectionCounts {
  readonly section: string;
  readonly pass: number;
  readonly fail: number;
  /** Those that were not read, or not checked, are among them. */
  readonly unknown: number;
}

/** An image that fails a section. */
export interface FailingImage {
  readonly connection: number;
  readonly connectionName: string;
  readonly repository: string;
  readonly digest: string;
  readonly platform: string;
  /** That reach it now. Sorted. */
  readonly tags: string[];
}

const CURRENT = `image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id left join check_result x on x.image_id = i.id
  where i.current_tags > 0 and not i.is_index and i.state <> 5 and ($1::int is null or r.connection_id = $1) and ($2::text is null or r.name = $2)`;

/** Counts images by section: one that fails a check of it fails the section; else it is unknown if a check could not tell. In their order. */
export async function countSections(
  db: Queryable,
  { connection, repository }: ComplianceScope,
  sections: readonly CheckSection[],
): Promise<SectionCounts[]> {
  const { rows } = await db.query<SectionCounts>(
    `with m as (select m.o, m.section, array(select jsonb_array_elements_text(m.checks)) as checks from unnest($3::text[], $4::jsonb[]) with ordinality as m (section, checks, o)
     ), i as materialized (select x.failed, x.unknown, x.image_id is null as unchecked, count(*)::int as n from ${CURRENT} group by 1, 2, 3)
     select m.section, coalesce(sum(i.n) filter (where s.state = 'pass'), 0)::int as pass, coalesce(sum(i.n) filter (where s.state = 'fail'), 0)::int as fail,
            coalesce(sum(i.n) filter (where s.state = 'unknown'), 0)::int as unknown
     from m left join i on true
     cross join lateral (select case when i.failed ?| m.checks then 'fail' when i.unchecked or i.unknown ?| m.checks then 'unknown' else 'pass' end as state) s
     group by m.o, m.section order by m.o`,
    [connection ?? null, repository ?? null, sections.map(({ section }) => section), sections.map(({ checks }) => toJson(checks))],
  );
  return rows;
}

/** The images of a scope that fail one of these checks, by repository; at most `limit`. */
export async function imagesFailing(
  db: Queryable,
  { connection, repository }: ComplianceScope,
  checks: readonly string[],
  limit: number,
): Promise<FailingImage[]> {
  const { rows } = await db.query<FailingImage>(
    `select c.id as connection, c.name as "connectionName", r.name as repository, ${digestSql('i.digest')} as digest, coalesce(i.platform, '') as platform,
            array(select distinct t.name from image_tag t where t.image_id = i.id and t.until = 'infinity' order by 1) as tags
     from ${CURRENT} and x.failed ?| $3::text[] order by r.name, i.id limit $4`,
    [connection ?? null, repository ?? null, checks, limit],
  );
  return rows;
}
