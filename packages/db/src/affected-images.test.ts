import { afterAll, beforeAll, expect, it } from 'vitest';
import { allAffectedImages, listAffectedImages } from './affected-images.ts';
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
import { listVulnerabilities } from './vulnerabilities.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
world.advisories.push(
  { vulnerability: vulnerabilityOf('CVE-2026-2', { aliases: ['GHSA-2'] }), name: 'b', severity: 'low', fixedVersions: [] },
  { vulnerability: vulnerabilityOf('CVE-2026-3'), name: 'a', severity: 'medium', fixedVersions: ['9'] },
  { vulnerability: vulnerabilityOf('CVE-2026-3'), name: 'b', severity: 'medium', fixedVersions: [] },
);
const connections: number[] = [];
beforeAll(async () => {
  for (const name of ['c0', 'c1']) {
    const { connection, repository } = await addRepository(db, name);
    connections.push(connection);
    await list(db, repository, [listed(digestOf('x'), ['1', 'latest']), listed(digestOf('y'), ['2'])]);
    await read(db, world, await imageId(db, repository, digestOf('x')), inventoryOf([setOf('s', [npmMember('a')])]));
    await read(db, world, await imageId(db, repository, digestOf('y')), inventoryOf([setOf('s', [npmMember('b')])]));
  }
});

const all = { limit: 100 };

it('names the images that have it, page by page', async () => {
  const first = await listAffectedImages(db, 'CVE-2026-3', { limit: 3 });
  const second = await listAffectedImages(db, 'CVE-2026-3', { limit: 3, cursor: first.nextCursor });

  expect(first.total).toBe(4);
  expect(
    [...first.rows, ...second.rows].map(({ connectionName, digest, tags }) => [
      connectionName,
      digest === digestOf('x') ? 'x' : 'y',
      tags.join(),
    ]),
  ).toEqual([
    ['c0', 'x', '1,latest'],
    ['c0', 'y', '2'],
    ['c1', 'x', '1,latest'],
    ['c1', 'y', '2'],
  ]);
  expect(second.nextCursor).toBeUndefined();
  expect(first.rows[0]).toMatchObject({
    repository: 'shop/web',
    packages: ['pkg:npm/a@1.0.0'],
    fixable: true,
    vulnerability: 'CVE-2026-3',
  });
  expect(await listAffectedImages(db, 'CVE-1999-1', all)).toEqual({ rows: [], total: 0 });
});

const shown = (rows: Awaited<ReturnType<typeof allAffectedImages>>) =>
  rows.map(({ vulnerability, connectionName, tags }) => `${vulnerability} ${connectionName} ${tags.join()}`).toSorted();

it('names the images of several at once, by any of their names: as many as their list counts', async () => {
  const rows = await allAffectedImages(db, ['GHSA-2', 'CVE-2026-2', 'CVE-2026-3'], {});

  expect(shown(rows)).toEqual([
    'CVE-2026-2 c0 2',
    'CVE-2026-2 c1 2',
    'CVE-2026-3 c0 1,latest',
    'CVE-2026-3 c0 2',
    'CVE-2026-3 c1 1,latest',
    'CVE-2026-3 c1 2',
  ]);
  const listed = await listVulnerabilities(db, {}, all);
  expect(listed.rows.reduce((total, { images }) => total + images, 0)).toBe(rows.length);
});

it('limits them to a connection, and to images with a fix or without', async () => {
  expect(shown(await allAffectedImages(db, ['CVE-2026-3'], { connection: connections[1], fixable: true }))).toEqual([
    'CVE-2026-3 c1 1,latest',
  ]);
  expect(shown(await allAffectedImages(db, ['CVE-2026-3'], { connection: connections[1], fixable: false }))).toEqual(['CVE-2026-3 c1 2']);
  expect(await allAffectedImages(db, [], {})).toEqual([]);
});
