import { PlimsollError } from '@plimsoll/model';
import type { Database, Queryable } from './connect.ts';
import { countDecisions } from './decided-counts.ts';
import { newestRows } from './decisions.ts';
import { lockFleet } from './locks.ts';

/** Who ends decisions, and why. */
export interface Ending {
  readonly actor: string;
  readonly reason: string;
}

/**
 * Ends a decision: what it hid counts as open again.
 *
 * @throws PlimsollError NOT_FOUND; CONFLICT if it is closed already
 */
export async function endDecision(db: Database, id: number, ending: Ending): Promise<void> {
  const ended = await db.transaction((tx) => endDecisions(tx, [id], ending));
  if (ended.length === 0) throw new PlimsollError('CONFLICT', `decision ${id} is closed already`);
}

/**
 * Ends several, all or none; those that are closed already stay as they are. It takes the fleet's lock, so it comes first in its transaction.
 *
 * @returns the ids of those that it ended
 * @throws PlimsollError NOT_FOUND if one is missing
 */
export async function endDecisions(tx: Queryable, ids: readonly number[], { actor, reason }: Ending): Promise<number[]> {
  const now = await lockFleet(tx);
  const open = await openAmong(tx, await newestRows(tx, ids));
  await countDecisions(tx, open, -1);
  await tx.query('update decision set until = $2::timestamptz, ended_by = $3, ended_reason = $4 where id = any($1::int[])', [
    open,
    now,
    actor,
    reason,
  ]);
  return open;
}

/** Closes every decision whose time is over, each in a transaction of its own. @returns their ids, oldest first */
export async function expireDecisions(db: Database): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select id from decision where until = 'infinity' and expires_at <= current_instant() order by id`,
  );
  const expired: number[] = [];
  for (const { id } of rows) {
    expired.push(
      ...(await db.transaction(async (tx) => {
        const now = await lockFleet(tx);
        const open = await openAmong(tx, [id]);
        await countDecisions(tx, open, -1);
        await tx.query('update decision set until = $2::timestamptz where id = any($1::int[])', [open, now]);
        return open;
      })),
    );
  }
  return expired;
}

async function openAmong(tx: Queryable, ids: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(`select id from decision where id = any($1::int[]) and until = 'infinity' order by id`, [
    ids,
  ]);
  return rows.map(({ id }) => id);
}
