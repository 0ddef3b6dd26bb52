import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ImageFilter, listImages, listRepositories } from './image-list.ts';
import { markNotImage } from './images.ts';
import { recordRepositories } from './repositories.ts';
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

const world = new AdvisoryWorld();
world.advisories.push({ vulnerability: vulnerabilityOf('CVE-1'), name: 'a', severity: 'critical', fixedVersions: ['2'] });
world.advisories.push({ vulnerability: vulnerabilityOf('CVE-2'), name: 'b', severity: 'low', fixedVersions: [] });
let first: { connection: number; repository: number };
beforeAll(async () => {
  first = await addRepository(db, 'first');
  const second = await addRepository(db, 'second');
  await recordRepositories(db, second.connection, [
    { name: 'shop/web', uri: 'u' },
    { name: 'infra/proxy', uri: 'v' },
  ]);
  const at = (day: number) => ({ pushedAt: new Date(Date.UTC(2026, 0, day)) });
  await list(db, first.repository, [
    listed(digestOf('a'), ['1.0', 'latest'], at(3)),
    listed(digestOf('b'), ['0.9'], at(1)),
    listed(digestOf('sig'), ['x.sig'], at(5)),
  ]);
  await list(db, second.repository, [listed(digestOf('c'), ['1.0'], at(2))]);
  await markNotImage(db, await imageId(db, first.repository, digestOf('sig')), 'signature');
  await read(db, world, await imageId(db, first.repository, digestOf('a')), inventoryOf([setOf('s', [npmMember('a'), npmMember('b')])]));
  await read(db, world, await imageId(db, first.repository, digestOf('b')), {
    ...inventoryOf([setOf('s', [npmMember('b')])]),
    coverage: 'partial',
  });
});

const names = async (filter: ImageFilter) =>
  (await listImages(db, filter, { limit: 50 })).rows.map(({ connectionName, tag }) => `${connectionName}:${tag}`);

it('lists tags, newest push first', async () => {
  expect(await names({})).toEqual(['first:x.sig', 'first:latest', 'first:1.0', 'second:1.0', 'first:0.9']);
  const { rows } = await listImages(db, {}, { limit: 2 });
  expect(rows[1]).toMatchObject({
    repository: 'shop/web',
    digest: digestOf('a'),
    platforms: ['linux/amd64'],
    state: 'read',
    coverage: 'complete',
    counts: { critical: 1, low: 1, fixable: 1 },
    problems: 0,
  });
  expect(rows[0]).toMatchObject({ state: 'not-an-image', coverage: 'not-an-image', counts: null, platforms: [] });
});

it('filters', async () => {
  expect(await names({ connection: first.connection, q: 'web:1' })).toEqual(['first:1.0']);
  expect(await names({ q: digestOf('c').slice(0, 20) })).toEqual(['second:1.0']);
  expect(await names({ repository: 'infra/proxy' })).toEqual([]);
  expect(await names({ severity: ['critical'] })).toEqual(['first:latest', 'first:1.0']);
  expect(await names({ severity: ['critical', 'low'] })).toEqual(['first:latest', 'first:1.0', 'first:0.9']);
  expect(await names({ severity: ['high', 'unknown'] })).toEqual([]);
  expect(await names({ coverage: 'partial' })).toEqual(['first:0.9']);
  expect(await names({ state: 'discovered' })).toEqual(['second:1.0']);
});

it('pages', async () => {
  const seen = [];
  for (let cursor: string | undefined; ;) {
    const page = await listImages(db, {}, { limit: 2, cursor });
    expect(page.total).toBe(5);
    seen.push(...page.rows.map(({ tag }) => tag));
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  expect(seen).toEqual(['x.sig', 'latest', '1.0', '1.0', '0.9']);
});

it('lists repositories by name with their newest image', async () => {
  const page = await listRepositories(db, {}, { limit: 2 });
  const rest = await listRepositories(db, {}, { limit: 2, cursor: page.nextCursor });

  expect(page.total).toBe(3);
  expect(
    [...page.rows, ...rest.rows].map(({ repository, connectionName, tags, images }) => [repository, connectionName, tags, images]),
  ).toEqual([
    ['infra/proxy', 'second', 0, 0],
    ['shop/web', 'first', 4, 2],
    ['shop/web', 'second', 1, 1],
  ]);
  expect(page.rows[0]?.newest).toBeNull();
  expect(page.rows[1]?.newest).toMatchObject({
    tag: 'latest',
    coverage: 'complete',
    counts: { critical: 1 },
    pushedAt: new Date('2026-01-03T00:00:00Z'),
  });
  expect((await listRepositories(db, { q: 'PROXY' }, { limit: 9 })).rows.length).toBe(1);
  expect((await listRepositories(db, { connection: first.connection }, { limit: 9 })).total).toBe(1);
});
