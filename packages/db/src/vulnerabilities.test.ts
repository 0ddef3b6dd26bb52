import { afterAll, beforeAll, expect, it } from 'vitest';
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
import { describeVulnerability, listVulnerabilities, type VulnerabilityFilter } from './vulnerabilities.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
const published = '2026-03-04T05:06:07.000Z';
world.advisories.push(
  { vulnerability: vulnerabilityOf('CVE-2026-1', { severity: 'critical', published }), name: 'a', severity: 'critical', fixedVersions: [] },
  {
    vulnerability: vulnerabilityOf('CVE-2026-2', {
      severity: 'low',
      aliases: ['GHSA-2'],
      kev: { dateAdded: '2026-01-01', dueDate: '2026-02-01', ransomware: true },
    }),
    name: 'b',
    severity: 'low',
    fixedVersions: ['2'],
  },
  {
    vulnerability: vulnerabilityOf('CVE-2026-3', { severity: 'medium', epss: { probability: 0.25, percentile: 0.9, date: '2026-09-01' } }),
    name: 'a',
    severity: 'medium',
    fixedVersions: ['9'],
  },
  { vulnerability: vulnerabilityOf('CVE-2026-4', { severity: 'negligible' }), name: 'b', severity: 'negligible', fixedVersions: [] },
);
const fleets: { connection: number; repository: number }[] = [];
beforeAll(async () => {
  for (let n = 0; n < 12; n++) {
    const fleet = await addRepository(db, `c${n}`);
    fleets.push(fleet);
    await list(db, fleet.repository, [listed(digestOf('x'), ['1', 'latest']), listed(digestOf('y'), ['2']), listed(digestOf('z'), ['3'])]);
    if (n > 1) continue;
    await read(db, world, await imageId(db, fleet.repository, digestOf('x')), inventoryOf([setOf('s', [npmMember('a')])]));
    await read(db, world, await imageId(db, fleet.repository, digestOf('y')), inventoryOf([setOf('s', [npmMember('a'), npmMember('b')])]));
  }
});

const all = { limit: 100 };
const names = async (filter: VulnerabilityFilter) =>
  (await listVulnerabilities(db, filter, all)).rows.map(({ id }) => id.slice(-1)).join('');

it('lists them over all images, highest risk first', async () => {
  const { rows, total } = await listVulnerabilities(db, {}, all);

  expect(total).toBe(4);
  expect(rows.map(({ id, images, fixableImages, repositories }) => [id.slice(-1), images, fixableImages, repositories])).toEqual([
    ['1', 4, 0, 2],
    ['3', 4, 4, 2],
    ['2', 2, 2, 2],
    ['4', 2, 0, 2],
  ]);
  expect(rows[0]).toMatchObject({ severity: 'critical', exploited: false, publishedAt: new Date(published) });
});

it('filters', async () => {
  expect(await names({ severity: ['low', 'critical'] })).toBe('12');
  expect(await names({ exploited: true })).toBe('2');
  expect(await names({ epssAtLeast: 0.25 })).toBe('3');
  expect(await names({ epssAtLeast: 0.26 })).toBe('');
  expect(await names({ epssAtLeast: 0 })).toBe('3');
  expect((await listVulnerabilities(db, { epssAtLeast: 0.25, openOnly: true }, all)).total).toBe(1);
  expect(await names({ epssAtLeast: 0.2, connection: fleets[0]!.connection })).toBe('3');
  expect(await names({ fixable: true })).toBe('32');
  expect(await names({ fixable: false })).toBe('14');
  expect(await names({ q: 'ghsa-2' })).toBe('2');
  expect(await names({ q: 'in short' })).toBe('1324');
  expect(await names({ connection: fleets[0]!.connection })).toBe('1324');
  expect(await names({ connection: fleets[5]!.connection })).toBe('');
  expect((await listVulnerabilities(db, { connection: fleets[1]!.connection, q: 'CVE-2026-1' }, all)).rows).toMatchObject([
    { images: 2, repositories: 1 },
  ]);
});

it.each([undefined, 0])('pages (connection %s)', async (fleet) => {
  const connection = fleet === undefined ? undefined : fleets[fleet]!.connection;
  const seen = [];
  for (let cursor: string | undefined; ;) {
    const page = await listVulnerabilities(db, { connection }, { limit: 1, cursor });
    seen.push(...page.rows.map(({ id }) => id.slice(-1)));
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  expect(seen.join('')).toBe('1324');
});

it('describes one under any of its names', async () => {
  expect(await describeVulnerability(db, 'GHSA-2')).toMatchObject({
    id: 'CVE-2026-2',
    aliases: ['GHSA-2'],
    details: 'CVE-2026-2 at length',
    kev: { dateAdded: '2026-01-01', dueDate: '2026-02-01', ransomware: true },
    packages: [{ purl: 'pkg:npm/b@1.0.0', fixedVersions: ['2'] }],
    images: 2,
  });
  expect(await describeVulnerability(db, 'CVE-1999-1')).toBeUndefined();
});
