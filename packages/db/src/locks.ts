import { PlimsollError } from '@plimsoll/model';
import type { Queryable } from './connect.ts';

// Every writer takes its locks first, in this order, then the instant: what it reads afterwards is what it waited for, and instants are
// in the order of the locks. Readers take none and are never blocked.

/**
 * Alone against all writers: a chunk of a re-match, a disconnection, a rebuild.
 *
 * @returns the instant of what this transaction does, in microseconds, as text (a `Date` would lose three digits)
 */
export async function lockFleet(tx: Queryable): Promise<string> {
  await tx.query('select pg_advisory_xact_lock(7001)');
  return nextInstant(tx);
}

/** Beside writers of other repositories: images, tags, inventories. Frozen repositories are refused.
 *
 * @throws PlimsollError CONFLICT if the connection is disconnected: its data stay as they are
 * @throws PlimsollError NOT_FOUND if there is no such repository
 */
export async function lockRepository(tx: Queryable, repository: number): Promise<string> {
  await tx.query('select pg_advisory_xact_lock_shared(7001)');
  await tx.query('select pg_advisory_xact_lock(7002, $1)', [repository]);
  const { rows } = await tx.query<{ name: string; frozen: boolean }>(
    `select c.name, c.disconnected_at < 'infinity' as frozen from repository r join connection c on c.id = r.connection_id where r.id = $1`,
    [repository],
    'lock-repository',
  );
  requireConnected(rows[0], `repository ${repository}`);
  return nextInstant(tx);
}

/** The same for what belongs to a connection as a whole: its list of repositories. */
export async function lockConnection(tx: Queryable, connection: number): Promise<string> {
  await tx.query('select pg_advisory_xact_lock_shared(7001)');
  await tx.query('select pg_advisory_xact_lock(7003, $1)', [connection]);
  const { rows } = await tx.query<{ name: string; frozen: boolean }>(
    `select name, disconnected_at < 'infinity' as frozen from connection where id = $1`,
    [connection],
  );
  requireConnected(rows[0], `connection ${connection}`);
  return nextInstant(tx);
}

function requireConnected(row: { name: string; frozen: boolean } | undefined, what: string): void {
  if (row === undefined) throw new PlimsollError('NOT_FOUND', `there is no ${what}`);
  if (row.frozen) {
    throw new PlimsollError('CONFLICT', `connection "${row.name}" is disconnected: its data stay as they are`, {
      hint: 'Reconnect it first.',
    });
  }
}

async function nextInstant(tx: Queryable): Promise<string> {
  const { rows } = await tx.query<{ now: string }>('select next_instant()::text as now', [], 'next-instant');
  return rows[0]!.now;
}
