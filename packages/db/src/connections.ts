import { PlimsollError } from '@plimsoll/model';
import { CONNECTION_STATES, type ConnectionState } from './codes.ts';
import type { Database, Queryable } from './connect.ts';
import { rebuildDecided } from './decided-counts.ts';
import { lockFleet } from './locks.ts';
import { present } from './present.ts';
import { rebuildRepositories } from './summaries.ts';

/** A registry that is watched. `auth` holds no secret; the secret part is sealed by the caller. */
export interface NewConnection {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly endpoint?: string | undefined;
  readonly auth: unknown;
  readonly sealedCredentials: Uint8Array | null;
  readonly intervalMinutes: number;
}

export interface StoredConnection {
  readonly id: number;
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly endpoint?: string;
  readonly state: ConnectionState;
  readonly auth: unknown;
  readonly hasCredentials: boolean;
  readonly intervalMinutes: number;
  readonly createdAt: Date;
  readonly credentialsUpdatedAt?: Date;
  readonly disconnectedAt?: Date;
  readonly lastSyncAt?: Date;
  readonly lastSyncSummary?: string;
  readonly nextSyncAt?: Date;
  readonly lastError?: unknown;
  readonly progress?: unknown;
}

/** @throws PlimsollError CONFLICT if the name is taken */
export async function addConnection(db: Queryable, connection: NewConnection): Promise<number> {
  const { name, region, account, endpoint, auth, sealedCredentials, intervalMinutes } = connection;
  const { rows } = await db.query<{ id: number }>(
    `insert into connection (name, region, account, endpoint, auth, sealed_credentials, credentials_updated_at, interval_minutes, next_sync_at)
     values ($1, $2, $3, $4, $5, $6, now(), $7, now()) on conflict (name) do nothing returning id`,
    [name, region, account, endpoint ?? null, JSON.stringify(auth), sealedCredentials, intervalMinutes],
  );
  if (rows[0] === undefined) throw nameTaken(name);
  return rows[0].id;
}

function nameTaken(name: string): PlimsollError {
  return new PlimsollError('CONFLICT', `there is a connection named ${JSON.stringify(name)} already`, { hint: 'Choose another name.' });
}

/** All connections, disconnected ones last, else by name. */
export async function listConnections(db: Queryable): Promise<StoredConnection[]> {
  const { rows } = await db.query<ConnectionRow>(`select ${COLUMNS} from connection order by state = 3, name, id`);
  return rows.map(toConnection);
}

/** @throws PlimsollError NOT_FOUND */
export async function getConnection(db: Queryable, id: number): Promise<StoredConnection> {
  const { rows } = await db.query<ConnectionRow>(`select ${COLUMNS} from connection where id = $1`, [id]);
  if (rows[0] === undefined) throw notFound(id);
  return toConnection(rows[0]);
}

function notFound(id: number): PlimsollError {
  return new PlimsollError('NOT_FOUND', `there is no connection ${id}`);
}

/** The sealed secret, null after disconnecting. Apart from the rest so that it cannot slip into a response. */
export async function sealedCredentialsOf(db: Queryable, id: number): Promise<Uint8Array | null> {
  const { rows } = await db.query<{ sealed: Buffer | null }>('select sealed_credentials as sealed from connection where id = $1', [id]);
  if (rows[0] === undefined) throw notFound(id);
  return rows[0].sealed;
}

/** What may change while it is connected. Undefined = stays, null = is cleared. */
export interface ConnectionChange {
  readonly name?: string | undefined;
  readonly intervalMinutes?: number | undefined;
  readonly credentials?: { readonly auth: unknown; readonly sealed: Uint8Array | null } | undefined;
  readonly state?: Exclude<ConnectionState, 'disconnected'> | undefined;
  readonly lastError?: unknown;
  readonly progress?: unknown;
  readonly lastSync?: { readonly at: Date; readonly summary: string } | undefined;
  readonly nextSyncAt?: Date | null | undefined;
}

/**
 * @throws PlimsollError NOT_FOUND; CONFLICT if the name is taken, or the connection is disconnected and more than the name is to change
 */
export async function updateConnection(db: Queryable, id: number, change: ConnectionChange): Promise<void> {
  const sets = new Map<string, unknown>();
  const { name, intervalMinutes, credentials, state, lastError, progress, lastSync, nextSyncAt } = change;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  if (name !== undefined) sets.set('name', name);
  if (intervalMinutes !== undefined) sets.set('interval_minutes', intervalMinutes);
  if (credentials !== undefined) {
    sets.set('auth', json(credentials.auth)).set('sealed_credentials', credentials.sealed).set('credentials_updated_at', new Date());
  }
  if (state !== undefined) sets.set('state', CONNECTION_STATES.toCode(state));
  if (lastError !== undefined) sets.set('last_error', json(lastError));
  if (progress !== undefined) sets.set('progress', json(progress));
  if (lastSync !== undefined) sets.set('last_sync_at', lastSync.at).set('last_sync_summary', lastSync.summary);
  if (nextSyncAt !== undefined) sets.set('next_sync_at', nextSyncAt);
  if (sets.size === 0) return;
  const onlyName = sets.size === 1 && name !== undefined;
  const assignments = [...sets.keys()].map((column, index) => `${column} = $${index + 3}`).join();
  try {
    const { rowCount } = await db.query(`update connection set ${assignments} where id = $1 and (state <> 3 or $2)`, [
      id,
      onlyName,
      ...sets.values(),
    ]);
    if (rowCount > 0) return;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') throw nameTaken(name ?? '');
    throw error;
  }
  const { name: stored } = await getConnection(db, id);
  throw new PlimsollError('CONFLICT', `connection ${JSON.stringify(stored)} is disconnected: its data stay as they are`, {
    hint: 'Reconnect it first.',
  });
}

/**
 * Freezes a connection: its secrets are erased, its counts stored, and whatever changes later, its images, findings and counts are read
 * as they are at this instant. Done twice, it changes nothing.
 *
 * @throws PlimsollError NOT_FOUND
 */
export async function disconnect(db: Database, id: number): Promise<void> {
  await db.transaction(async (tx) => {
    const now = await lockFleet(tx);
    if ((await getConnection(tx, id)).state === 'disconnected') return;
    await tx.query(
      `insert into image_frozen
       select i.id, coalesce(sum(critical), 0), coalesce(sum(high), 0), coalesce(sum(medium), 0), coalesce(sum(low), 0), coalesce(sum(negligible), 0),
              coalesce(sum(unknown), 0), coalesce(sum(fixable), 0)
       from repository r join image i on i.repository_id = r.id join inventory n on n.image_id = i.id and n.until = 'infinity'
       left join image_set s on s.inventory_id = n.id left join set_summary using (set_id) where r.connection_id = $1 group by i.id`,
      [id],
    );
    await tx.query(
      `update connection set state = 3, disconnected_at = $2::timestamptz, sealed_credentials = null, progress = null, next_sync_at = null where id = $1`,
      [id, now],
    );
  });
}

/**
 * Thaws a connection: its images count with today's knowledge again, and it is due to sync.
 *
 * @throws PlimsollError NOT_FOUND; CONFLICT if it is not disconnected
 */
export async function reconnect(
  db: Database,
  id: number,
  credentials: { readonly auth: unknown; readonly sealed: Uint8Array | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFleet(tx);
    const { rowCount } = await tx.query(
      `update connection set state = 1, disconnected_at = 'infinity', auth = $2, sealed_credentials = $3, credentials_updated_at = now(), last_error = null, next_sync_at = now()
       where id = $1 and state = 3`,
      [id, JSON.stringify(credentials.auth), credentials.sealed],
    );
    if (rowCount === 0) {
      const { name } = await getConnection(tx, id);
      throw new PlimsollError('CONFLICT', `connection ${JSON.stringify(name)} is connected`);
    }
    await tx.query(
      'delete from image_frozen f using image i, repository r where i.id = f.image_id and r.id = i.repository_id and r.connection_id = $1',
      [id],
    );
    await rebuildRepositories(tx, id);
    await rebuildDecided(tx, id);
  });
}

interface ConnectionRow {
  id: number;
  name: string;
  region: string;
  account: string;
  endpoint: string | null;
  state: number;
  auth: unknown;
  has_credentials: boolean;
  interval_minutes: number;
  created_at: Date;
  credentials_updated_at: Date | null;
  disconnected_at: Date | null;
  last_sync_at: Date | null;
  last_sync_summary: string | null;
  next_sync_at: Date | null;
  last_error: unknown;
  progress: unknown;
}

const COLUMNS = `id, name, region, account, endpoint, state, auth, sealed_credentials is not null as has_credentials, interval_minutes, created_at, credentials_updated_at,
  nullif(disconnected_at, 'infinity') as disconnected_at, last_sync_at, last_sync_summary, next_sync_at, last_error, progress`;

function toConnection(row: ConnectionRow): StoredConnection {
  return {
    id: row.id,
    name: row.name,
    region: row.region,
    account: row.account,
    state: CONNECTION_STATES.toName(row.state),
    auth: row.auth,
    hasCredentials: row.has_credentials,
    intervalMinutes: row.interval_minutes,
    createdAt: row.created_at,
    ...present({
      endpoint: row.endpoint,
      credentialsUpdatedAt: row.credentials_updated_at,
      disconnectedAt: row.disconnected_at,
      lastSyncAt: row.last_sync_at,
      lastSyncSummary: row.last_sync_summary,
      nextSyncAt: row.next_sync_at,
      lastError: row.last_error,
      progress: row.progress,
    }),
  };
}
