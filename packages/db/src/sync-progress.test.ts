import { afterAll, beforeAll, expect, it } from 'vitest';
import { addConnection, updateConnection } from './connections.ts';
import type { Database } from './connect.ts';
import { advanceProgress, connectionsDue, connectionsInProgress, endProgress, type StoredProgress } from './sync-progress.ts';
import { createTestDatabase } from './testing/test-database.ts';

let db: Database;
let close: () => Promise<void>;
let connection = 0;
const START: StoredProgress = {
  phase: 'reading',
  startedAt: '2026-11-24T00:00:00.000Z',
  repositories: 2,
  imagesTotal: 2,
  imagesDone: 0,
  imagesFailed: 0,
  bytesFetched: 0,
  found: 0,
  tagsMoved: 1,
};

beforeAll(async () => {
  ({ db, close } = await createTestDatabase());
  connection = await addConnection(db, { name: 'a', region: 'r', account: '1', auth: {}, sealedCredentials: null, intervalMinutes: 60 });
});
afterAll(() => close());

it('does not advance or end what does not run', async () => {
  expect(await advanceProgress(db, connection, { done: 1 })).toBeUndefined();
  expect(await endProgress(db, connection)).toBeUndefined();
  expect(await connectionsDue(db)).toEqual([connection]);
});

it('adds up what several processes do, and is ended by one of them', async () => {
  await updateConnection(db, connection, { progress: START });
  expect(await connectionsInProgress(db)).toEqual([connection]);
  expect(await connectionsDue(db)).toEqual([]);

  await advanceProgress(db, connection, { done: 1, bytes: 1000, found: 5, now: 'a:1' });
  expect(await endProgress(db, connection)).toBeUndefined();
  await Promise.all([advanceProgress(db, connection, { total: 1, done: 1 }), advanceProgress(db, connection, { failed: 1, slowed: true })]);

  const ended = await Promise.all([endProgress(db, connection), endProgress(db, connection)]);

  expect(ended.filter((one) => one !== undefined)).toMatchObject([
    { imagesTotal: 3, imagesDone: 2, imagesFailed: 1, bytesFetched: 1000, found: 5, now: 'a:1', slowed: true },
  ]);
});
