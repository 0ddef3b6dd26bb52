import type { Database } from './connect.ts';
import { columnValues, type DecisionTarget, GIVEN_TARGET, toDecisionColumns, withinTime } from './decision-target.ts';
import { hiddenSql } from './hidden-findings.ts';

/** What a decision would hide now, in current images of connected registries. */
export interface DecisionPreview {
  readonly findings: number;
  readonly images: number;
  /** That reach these images. */
  readonly tags: number;
  readonly repositories: number;
  /** Findings among these that another decision hides already. */
  readonly alreadyDecided: number;
}

const MAX_COUNTING_MS = 5000;

const CANDIDATE = `select 0 as id, n.*, substring(n.package_pattern from '^[^%_\\\\]*') collate "C" as package_prefix
  from (${GIVEN_TARGET}) n`;

/**
 * Counts without deciding.
 *
 * @throws PlimsollError INVALID_INPUT if it names nothing, something unknown, or everything; LIMIT_EXCEEDED if counting takes five seconds
 */
export async function previewDecision(db: Database, target: DecisionTarget): Promise<DecisionPreview> {
  const columns = await toDecisionColumns(db, target);
  return db.transaction(async (tx) => {
    await tx.query(`set local statement_timeout = ${MAX_COUNTING_MS}`);
    const { rows } = await withinTime(() =>
      tx.query<DecisionPreview>(
        `with ${hiddenSql(CANDIDATE)}, o as materialized (   -- open decisions that name any of these
          select f.repository_id, f.package_id, f.vulnerability_id, y.narrow, y.image_id, y.tag_pattern
          from (select distinct repository_id, package_id, vulnerability_id from f) f join package p on p.id = f.package_id
          join decision_scope y on y.repository_id = f.repository_id and y.until = 'infinity' and (y.vulnerability_id is null or y.vulnerability_id = f.vulnerability_id)
            and (y.package_pattern is null or p.name like y.package_pattern) and is_build(y.package_build, p.id)
        )
        select count(*)::int as findings, count(distinct image_id)::int as images, count(distinct repository_id)::int as repositories,
               (select count(distinct (t.repository_id, t.name))::int from (select distinct image_id from f) i
                join lateral (select t.repository_id, t.name from tag t where t.image_id = i.image_id and t.until = 'infinity'
                              union select t.repository_id, t.name from index_child k join tag t on t.image_id = k.index_id and t.until = 'infinity' where k.child_id = i.image_id) t on true) as tags,
               (count(*) filter (where exists (select from o
                 where (o.repository_id, o.package_id, o.vulnerability_id) = (f.repository_id, f.package_id, f.vulnerability_id)
                   and (not o.narrow or reaches(o.image_id, o.tag_pattern, f.image_id)))))::int as "alreadyDecided"
        from f`,
        columnValues(columns),
      ),
    );
    return rows[0]!;
  });
}
