import type { Database, Queryable } from './connect.ts';
import {
  columnValues,
  type DecisionColumns,
  type DecisionTarget,
  packageBuildSql,
  toDecisionColumns,
  withinTime,
} from './decision-target.ts';
import { type Hidden, hiddenSql } from './hidden-findings.ts';

/** What one of several decisions would hide. */
export interface TargetCount extends Hidden {
  /** An open decision that names exactly the same. */
  readonly twin?: number;
}

const MAX_COUNTING_MS = 20_000;

const GIVEN = `select n.o::int as o, n.connection_id, n.repository_pattern, n.tag_pattern, n.image_id, n.vulnerability_id, n.package_pattern,
    ${packageBuildSql('n.ecosystem', 'n.release', 'n.version', 'n.arch')} as package_build
  from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::smallint[], $8::smallint[], $9::text[], $10::text[])
    with ordinality as n (connection_id, repository_pattern, tag_pattern, image_id, vulnerability_id, package_pattern, ecosystem, release, version, arch, o)`;

/**
 * Counts what each of these would hide, and all of them together, without deciding.
 *
 * @throws PlimsollError INVALID_INPUT if one names nothing, something unknown, or everything; LIMIT_EXCEEDED if counting takes 20 seconds
 */
export async function countTargets(db: Database, targets: readonly DecisionTarget[]): Promise<{ each: TargetCount[]; all: Hidden }> {
  if (targets.length === 0) return { each: [], all: { findings: 0, images: 0 } };
  return db.transaction(async (tx) => {
    const values = await columnsOf(tx, targets);
    await tx.query(`set local statement_timeout = ${MAX_COUNTING_MS}`);
    const { rows } = await withinTime(() =>
      tx.query<Hidden & { o: number | null }>(
        `with ${hiddenSql(`select g.o as id, g.*, substring(g.package_pattern from '^[^%_\\\\]*') collate "C" as package_prefix from (${GIVEN}) g`)}
         select decision_id as o, count(distinct (image_id, ordinal, id))::int as findings, count(distinct image_id)::int as images
         from f group by grouping sets ((decision_id), ())`,
        values,
      ),
    );
    const counts = new Map(rows.map(({ o, findings, images }) => [o, { findings, images }]));
    const twins = await twinsOf(tx, values);
    return {
      each: targets.map((_, index) => {
        const twin = twins.get(index + 1);
        return { ...(counts.get(index + 1) ?? { findings: 0, images: 0 }), ...(twin === undefined ? {} : { twin }) };
      }),
      all: counts.get(null) ?? { findings: 0, images: 0 },
    };
  });
}

/** Which of these an open decision names already: its id, or undefined for each. The caller holds the fleet's lock, or is told of the past. */
export async function openTwins(db: Queryable, targets: readonly DecisionTarget[]): Promise<(number | undefined)[]> {
  const twins = await twinsOf(db, await columnsOf(db, targets));
  return targets.map((_, index) => twins.get(index + 1));
}

async function twinsOf(db: Queryable, values: readonly unknown[][]): Promise<Map<number, number>> {
  const { rows } = await db.query<{ o: number; twin: number }>(
    `select g.o, min(d.id) as twin from (${GIVEN}) g join decision d on d.until = 'infinity'
       and (d.connection_id, d.repository_pattern, d.tag_pattern, d.image_id, d.vulnerability_id, d.package_pattern)
         is not distinct from (g.connection_id, g.repository_pattern, g.tag_pattern, g.image_id, g.vulnerability_id, g.package_pattern)
       and d.package_build is not distinct from g.package_build
     group by 1`,
    values,
  );
  return new Map(rows.map(({ o, twin }) => [o, twin]));
}

/** An array for each column. */
async function columnsOf(db: Queryable, targets: readonly DecisionTarget[]): Promise<unknown[][]> {
  const rows: DecisionColumns[] = [];
  for (const target of targets) rows.push(await toDecisionColumns(db, target));
  const values = rows.map(columnValues);
  return Array.from({ length: 10 }, (_, column) => values.map((row) => row[column]));
}
