import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { lockConnection, lockFleet, lockRepository } from './locks.ts';
import { addRepository } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const a = await addRepository(db, 'a');
const b = await addRepository(db, 'b');

/** How many of two holders were inside at the same time, and their instants in the order of entry. */
async function together(first: typeof lockFleet, second: typeof lockFleet) {
  let [inside, most] = [0, 0];
  const instants: string[] = [];
  const hold = (lock: typeof lockFleet) =>
    db.transaction(async (tx) => {
      instants.push(await lock(tx));
      most = Math.max(most, ++inside);
      await sleep(60);
      inside--;
    });
  await Promise.all([hold(first), hold(second)]);
  return { most, isOrdered: instants[0]! < instants[1]! };
}

const repository = (id: number) => (tx: Parameters<typeof lockFleet>[0]) => lockRepository(tx, id);

it('lets writers of different repositories work beside each other, and nobody else', async () => {
  expect((await together(repository(a.repository), repository(b.repository))).most).toBe(2);
  expect(await together(repository(a.repository), repository(a.repository))).toEqual({ most: 1, isOrdered: true });
  expect(await together(lockFleet, repository(a.repository))).toEqual({ most: 1, isOrdered: true });
  expect(await together(lockFleet, lockFleet)).toEqual({ most: 1, isOrdered: true });
  expect(await together((tx) => lockConnection(tx, a.connection), lockFleet)).toEqual({ most: 1, isOrdered: true });
});

it('keeps microseconds', async () => {
  expect(await db.transaction(lockFleet)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/);
});

it('says what is not there', async () => {
  await expect(db.transaction((tx) => lockRepository(tx, 999_999))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(db.transaction((tx) => lockConnection(tx, 999_999))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
