import { afterAll, expect, it } from 'vitest';
import { listImages, listRepositories } from './image-list.ts';
import { imagesToRead } from './images.ts';
import { recordRepositories } from './repositories.ts';
import { checkSummaries } from './summaries.ts';
import { recordListing } from './tags.ts';
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

const [a, b] = [digestOf('a'), digestOf('b')];
const world = new AdvisoryWorld();
world.advisories.push({ vulnerability: vulnerabilityOf('CVE-1'), name: 'left-pad', severity: 'high', fixedVersions: ['2'] });

async function lifetimes(repository: number) {
  const { rows } = await db.query(
    `select t.name, 'sha256:' || encode(i.digest, 'hex') as digest, t.until < 'infinity' as closed, t.since < t.until as sound
     from tag t join image i on i.id = t.image_id where t.repository_id = $1 order by t.id`,
    [repository],
  );
  return rows.map(({ name, digest, closed, sound }) => [name, digest === a ? 'a' : 'b', closed ? 'closed' : 'open', sound]);
}

it('opens, moves and closes tags, and is complete only when told so', async () => {
  const { repository } = await addRepository(db, 'moves');

  expect(await recordListing(db, { repository, complete: true, images: [listed(a, ['1', 'latest']), listed(b, [])] })).toEqual({
    newImages: 2,
    tagsOpened: 2,
    tagsMoved: 0,
    tagsGone: 0,
  });
  expect(await recordListing(db, { repository, complete: true, images: [listed(a, ['1']), listed(b, ['latest'])] })).toEqual({
    newImages: 0,
    tagsOpened: 0,
    tagsMoved: 1,
    tagsGone: 0,
  });
  expect(await recordListing(db, { repository, complete: false, images: [] })).toEqual({
    newImages: 0,
    tagsOpened: 0,
    tagsMoved: 0,
    tagsGone: 0,
  });
  expect(await recordListing(db, { repository, complete: true, images: [listed(b, ['latest'])] })).toEqual({
    newImages: 0,
    tagsOpened: 0,
    tagsMoved: 0,
    tagsGone: 1,
  });

  expect(await lifetimes(repository)).toEqual([
    ['1', 'a', 'closed', true],
    ['latest', 'a', 'closed', true],
    ['latest', 'b', 'open', true],
  ]);
});

it('counts an image only while a tag reaches it', async () => {
  const { connection, repository } = await addRepository(db, 'counts');
  const images = async () => (await listVulnerabilities(db, { connection }, { limit: 10 })).rows.map((row) => row.images);
  await list(db, repository, [listed(a, ['1', '2'])]);
  await read(db, world, await imageId(db, repository, a), inventoryOf([setOf('lang/npm@1', [npmMember('left-pad')])]));
  expect(await images()).toEqual([1]);

  await list(db, repository, [listed(a, ['2'])]);
  expect(await images()).toEqual([1]);

  await list(db, repository, [listed(a, [])]);
  expect(await images()).toEqual([]);

  await list(db, repository, [listed(a, ['again'])]);
  expect(await images()).toEqual([1]);
  expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
});

it('takes a long listing in batches, and what changed of an image', async () => {
  const { connection, repository } = await addRepository(db, 'many');
  const many = Array.from({ length: 1201 }, (_, n) =>
    listed(digestOf(`many ${n}`), [`v${n}`], { pushedAt: new Date(1_700_000_000_000 + n * 1000) }),
  );

  expect(await recordListing(db, { repository, complete: true, images: many })).toMatchObject({ newImages: 1201, tagsOpened: 1201 });
  const pulledAt = new Date('2026-05-05T00:00:00Z');
  await list(db, repository, [
    ...many.slice(1),
    listed(digestOf('many 0'), ['v0'], { pulledAt, pushedAt: new Date('2026-06-06T00:00:00Z') }),
  ]);

  const { rows, total } = await listImages(db, { connection }, { limit: 2 });
  expect(total).toBe(1201);
  expect(rows.map(({ tag, pulledAt: pulled }) => [tag, pulled])).toEqual([
    ['v0', pulledAt],
    ['v1200', undefined],
  ]);
  expect((await imagesToRead(db, { connection, fingerprint: 'f' })).length).toBe(1000);
});

it('keeps the images of a repository that is gone, and knows it when it comes back', async () => {
  const { connection, repository } = await addRepository(db, 'gone');
  await list(db, repository, [listed(a, ['1'])]);

  const { gone } = await recordRepositories(db, connection, [{ name: 'other', uri: 'x/other' }]);
  await recordListing(db, { repository, complete: true, images: [] });

  expect(gone).toEqual([repository]);
  expect((await listRepositories(db, { connection }, { limit: 10 })).rows.map((row) => row.repository)).toEqual(['other']);

  const { ids } = await recordRepositories(db, connection, [{ name: 'shop/web', uri: 'y/shop/web' }]);
  expect(ids.get('shop/web')).toBe(repository);
  expect((await listRepositories(db, { connection }, { limit: 10 })).rows).toMatchObject([
    { repository: 'shop/web', uri: 'y/shop/web', tags: 0 },
  ]);
});
