import type { Queryable } from './connect.ts';

/** What a sync has done so far. `imagesTotal` grows when an index turns out to hold several images. */
export interface StoredProgress {
  readonly phase: 'queued' | 'discovering' | 'reading' | 'matching';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly repositories: number;
  readonly imagesTotal: number;
  readonly imagesDone: number;
  readonly imagesFailed: number;
  readonly bytesFetched: number;
  readonly found: number;
  readonly tagsMoved: number;
  readonly now?: string;
  readonly slowed?: boolean;
}

/** What is added to the numbers, and what is now said in place of what was. */
export interface ProgressStep {
  readonly total?: number;
  readonly done?: number;
  readonly failed?: number;
  readonly bytes?: number;
  readonly found?: number;
  readonly now?: string;
  readonly slowed?: boolean;
}

/**
 * Takes a running sync one step further, whichever process does it.
 *
 * @returns where it is now; undefined if no sync runs (it ended, or the connection was disconnected)
 */
export async function advanceProgress(db: Queryable, connection: number, step: ProgressStep): Promise<StoredProgress | undefined> {
  const { total = 0, done = 0, failed = 0, bytes = 0, found = 0, now, slowed } = step;
  const texts = { ...(now === undefined ? {} : { now }), ...(slowed === undefined ? {} : { slowed }) };
  const { rows } = await db.query<{ progress: StoredProgress }>(
    `update connection set progress = progress || jsonb_build_object(
       'imagesTotal', (progress->>'imagesTotal')::int + $2::int, 'imagesDone', (progress->>'imagesDone')::int + $3::int,
       'imagesFailed', (progress->>'imagesFailed')::int + $4::int, 'bytesFetched', (progress->>'bytesFetched')::bigint + $5::bigint,
       'found', (progress->>'found')::int + $6::int) || $7::jsonb
     where id = $1 and progress is not null and state <> 3 returning progress`,
    [connection, total, done, failed, bytes, found, JSON.stringify(texts)],
    'advance-progress',
  );
  return rows[0]?.progress;
}

/**
 * Ends a sync if it has nothing left to read. Of several that ask at the same time one is told.
 *
 * @returns what the sync had done, for its summary; undefined if it goes on, or another has ended it
 */
export async function endProgress(db: Queryable, connection: number): Promise<StoredProgress | undefined> {
  const { rows } = await db.query<{ progress: StoredProgress }>(
    `update connection c set progress = null from (select id, progress from connection where id = $1 for update) old
     where c.id = old.id and old.progress is not null and old.progress->>'phase' = 'reading'
       and (old.progress->>'imagesDone')::int + (old.progress->>'imagesFailed')::int >= (old.progress->>'imagesTotal')::int
     returning old.progress`,
    [connection],
  );
  return rows[0]?.progress;
}

/** Connections that are due for a sync: connected, their time has come, and none runs. */
export async function connectionsDue(db: Queryable): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    'select id from connection where state <> 3 and next_sync_at <= now() and progress is null order by next_sync_at',
  );
  return rows.map(({ id }) => id);
}

/** Connections whose sync was cut off when the program ended. */
export async function connectionsInProgress(db: Queryable): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>('select id from connection where state <> 3 and progress is not null order by id');
  return rows.map(({ id }) => id);
}
