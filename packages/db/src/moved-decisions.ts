import type { Queryable } from './connect.ts';
import { countDecisions } from './decided-counts.ts';
import type { GroupIds } from './vulnerability-groups.ts';

/** An open decision on a vulnerability that turned out to be another one. */
export interface PausedDecision {
  readonly id: number;
  readonly vulnerability: number;
}

/** Closes the open decisions on merged vulnerabilities, before their links move. The caller holds the fleet's lock. */
export async function pauseDecisions(tx: Queryable, merged: readonly GroupIds[], now: string): Promise<PausedDecision[]> {
  const winner = new Map(merged.flatMap(({ id, merged: losers }) => losers.map((loser) => [loser, id] as const)));
  if (winner.size === 0) return [];
  const { rows } = await tx.query<{ id: number; vulnerability: number }>(
    `select id, vulnerability_id as vulnerability from decision where until = 'infinity' and vulnerability_id = any($1::int[]) order by id`,
    [[...winner.keys()]],
  );
  for (const { id } of rows) {
    await countDecisions(tx, [id], -1);
    await tx.query('update decision set until = $2::timestamptz where id = $1', [id, now]);
  }
  return rows.map(({ id, vulnerability }) => ({ id, vulnerability: winner.get(vulnerability)! }));
}

/** Lets them go on, as rows of the vulnerability that is left: what was decided before this instant stays as it was. */
export async function moveDecisions(tx: Queryable, paused: readonly PausedDecision[], now: string): Promise<void> {
  for (const { id, vulnerability } of paused) {
    const { rows } = await tx.query<{ id: number }>(
      `insert into decision (connection_id, repository_pattern, tag_pattern, image_id, vulnerability_id, package_pattern, package_build, kind, justification, reason, note, author, created_at, expires_at, since)
       select connection_id, repository_pattern, tag_pattern, image_id, $2::int, package_pattern, package_build, kind, justification, reason, note, author, created_at, expires_at, $3::timestamptz
       from decision where id = $1 returning id`,
      [id, vulnerability, now],
    );
    const next = rows[0]!.id;
    await tx.query('update decision set moved_to = $2 where id = $1', [id, next]);
    await countDecisions(tx, [next], 1);
  }
}
