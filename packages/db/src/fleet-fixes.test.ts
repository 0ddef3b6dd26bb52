import { afterAll, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import { fleetFixes } from './fleet-fixes.ts';
import { plannedFleet, planOf } from './testing/planned-fleet.ts';

const { db, close, production, staging, save } = await plannedFleet();
afterAll(close);

const keys = async (connection?: number, limit = 10) => (await fleetFixes(db, connection, limit)).map(({ key }) => key);

it('is empty without plans', async () => {
  expect(await fleetFixes(db, undefined, 10)).toEqual([]);
});

it('sums the open plans with one key, most risk per edit first, and leaves mixed plans out', async () => {
  await save(production, [
    planOf('base:a/b:1', { risk: 30, removes: 3, target: 'a/b:1.2' }),
    planOf('pin:npm/a', { risk: 100, edits: 4, target: '2.0.0' }),
    planOf('everything', { risk: 1000 }),
    planOf('pins:best', { risk: 1000 }),
  ]);
  await save(staging, [
    planOf('base:a/b:1', { risk: 50, removes: 2, target: 'a/b:1.3', exploited: 1 }),
    planOf('os-upgrade', { risk: 39 }),
  ]);

  const [first, ...others] = await fleetFixes(db, undefined, 10);

  expect(first).toEqual({
    key: 'base:a/b:1',
    images: 2,
    repositories: 2,
    targets: ['a/b:1.2', 'a/b:1.3'],
    edits: 2,
    removes: 5,
    counts: { critical: 0, high: 2, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 2 },
    exploited: 1,
    risk: 80,
    adds: 0,
    plans: [staging, production].map(({ connection }, index) => ({
      id: expect.any(Number),
      image: { connection, repository: 'shop/web', reference: '1', platform: 'linux/amd64' },
      removes: [2, 3][index],
    })),
  });
  expect(others.map(({ key, targets }) => [key, targets])).toEqual([
    ['os-upgrade', []],
    ['pin:npm/a', ['2.0.0']],
  ]);
});

it('is limited, to one connection too, and says nothing of disconnected ones', async () => {
  expect(await keys(undefined, 1)).toEqual(['base:a/b:1']);
  expect(await keys(production.connection)).toEqual(['base:a/b:1', 'pin:npm/a']);

  await disconnect(db, production.connection);

  expect(await keys()).toEqual(['base:a/b:1', 'os-upgrade']);
  expect((await fleetFixes(db, undefined, 1))[0]).toMatchObject({ images: 1 });
});
