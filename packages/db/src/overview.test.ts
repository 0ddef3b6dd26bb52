import { afterAll, beforeAll, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import { markFailed, markNotImage } from './images.ts';
import { readOverview } from './overview.ts';
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

const { db, close } = await createTestDatabase();
afterAll(close);

const kev = { dateAdded: '2026-01-01', dueDate: '2026-02-01', ransomware: true };
const world = new AdvisoryWorld();
world.advisories.push(
  { vulnerability: vulnerabilityOf('CVE-2026-1', { severity: 'critical' }), name: 'a', severity: 'critical', fixedVersions: [] },
  { vulnerability: vulnerabilityOf('CVE-2026-2', { severity: 'low', kev }), name: 'b', severity: 'low', fixedVersions: ['2'] },
  { vulnerability: vulnerabilityOf('CVE-2026-3', { severity: 'medium' }), name: 'a', severity: 'medium', fixedVersions: ['9'] },
  { vulnerability: vulnerabilityOf('CVE-2026-4', { severity: 'negligible' }), name: 'b', severity: 'negligible', fixedVersions: [] },
);
const fleets: { connection: number; repository: number }[] = [];
beforeAll(async () => {
  for (let n = 0; n < 4; n++) {
    const fleet = await addRepository(db, `c${n}`);
    fleets.push(fleet);
    await list(db, fleet.repository, [listed(digestOf('x'), ['1', 'latest']), listed(digestOf('y'), ['2']), listed(digestOf('z'), ['3'])]);
    if (n > 1) continue;
    await read(db, world, await imageId(db, fleet.repository, digestOf('x')), inventoryOf([setOf('s', [npmMember('a')])]));
    await read(db, world, await imageId(db, fleet.repository, digestOf('y')), inventoryOf([setOf('s', [npmMember('a'), npmMember('b')])]));
  }
});

it('has a state when there is nothing', async () => {
  const empty = await createTestDatabase();

  expect(await readOverview(empty.db)).toEqual({
    connections: 0,
    repositories: 0,
    images: { total: 0, complete: 0, partial: 0, unsupported: 0, failed: 0, pending: 0, notImages: 0 },
    findings: { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 },
    vulnerabilities: 0,
    exploited: 0,
    worst: [],
    top: [],
  });
  await empty.close();
});

it('sums up all registries, frozen ones as they were', async () => {
  await markFailed(db, await imageId(db, fleets[0]!.repository, digestOf('z')), { code: 'CORRUPT_ARCHIVE', message: 'no' });
  await markNotImage(db, await imageId(db, fleets[1]!.repository, digestOf('z')), 'signature');
  for (const { connection } of fleets.slice(3)) await disconnect(db, connection);

  const before = await readOverview(db);
  expect(before).toMatchObject({
    connections: 4,
    repositories: 4,
    images: { total: 11, complete: 4, partial: 0, unsupported: 0, failed: 1, pending: 6, notImages: 1 },
    findings: { critical: 4, medium: 4, low: 2, negligible: 2, high: 0, unknown: 0, fixable: 6 },
    vulnerabilities: 4,
    exploited: 1,
    top: [{ id: 'CVE-2026-1', severity: 'critical', images: 4, exploited: false }, {}, {}, {}],
    nextSyncAt: expect.any(Date) as Date,
  });
  expect(before.worst.map(({ reference, counts }) => [reference, counts.critical, counts.low])).toEqual([
    ['2', 1, 1],
    ['2', 1, 1],
    ['1', 1, 0],
    ['1', 1, 0],
  ]);

  await disconnect(db, fleets[0]!.connection);
  expect({ ...(await readOverview(db)), nextSyncAt: before.nextSyncAt }).toEqual(before);
});
