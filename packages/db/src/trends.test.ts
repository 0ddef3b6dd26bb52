import { afterAll, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import {
  addRepository,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { readTrend, writeDailySummary } from './trends.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
world.advisories.push({
  vulnerability: vulnerabilityOf('CVE-2026-1', { severity: 'critical' }),
  name: 'a',
  severity: 'critical',
  fixedVersions: ['2'],
});

it('has no days before the first is written', async () => {
  await writeDailySummary(db);

  expect(await readTrend(db, 90)).toEqual([]);
});

it('writes what is open today, again if asked again, and carries frozen repositories on', async () => {
  const { connection, repository } = await addRepository(db, 'one');
  await list(db, repository, [listed(digestOf('x'), ['1'])]);
  await read(db, world, await imageId(db, repository, digestOf('x')), inventoryOf([setOf('s', [npmMember('a')])]));

  await writeDailySummary(db);
  await writeDailySummary(db);
  expect(await readTrend(db, 90)).toMatchObject([{ critical: 1, high: 0, decided: 0 }]);

  await db.query(`update daily_summary set day = day - 1`);
  await disconnect(db, connection);
  await writeDailySummary(db);
  const days = await readTrend(db, 90);
  expect(days.map(({ critical }) => critical)).toEqual([1, 1]);
  expect(days[0]!.day < days[1]!.day).toBe(true);
  expect(await readTrend(db, 1)).toHaveLength(1);
});
