import { afterAll, expect, it } from 'vitest';
import { countTags } from './fleet-membership.ts';
import { recordIndex } from './indexes.ts';
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

it('adds to images and to the children of indexes, and to the repository only when they enter or leave', async () => {
  const world = new AdvisoryWorld();
  world.advisories.push({ vulnerability: vulnerabilityOf('CVE-1'), name: 'a', severity: 'high', fixedVersions: [] });
  const { repository } = await addRepository(db, 'membership');
  const [index, child] = [digestOf('index'), digestOf('child')];
  await list(db, repository, [listed(index, [], { isIndex: true })]);
  await recordIndex(db, {
    repository,
    indexDigest: index,
    children: [{ digest: child, platform: 'linux/amd64', mediaType: 'm', sizeBytes: 1 }],
  });
  const [indexId, childId] = [await imageId(db, repository, index), await imageId(db, repository, child)];
  await read(db, world, childId, inventoryOf([setOf('s', [npmMember('a')])]));
  const state = async () => {
    const { rows } = await db.query<{ tags: number[]; images: number | null }>(
      'select array(select current_tags from image order by id) as tags, (select sum(images)::int from repository_vulnerability) as images',
    );
    return [...rows[0]!.tags, rows[0]!.images];
  };
  const add = (deltas: [number, number][]) => db.transaction((tx) => countTags(tx, new Map(deltas)));

  expect(await state()).toEqual([0, 0, null]);
  await add([[indexId, 2]]);
  expect(await state()).toEqual([2, 2, 1]);
  await add([
    [childId, 1],
    [indexId, -1],
  ]);
  expect(await state()).toEqual([1, 2, 1]);
  await add([
    [childId, -1],
    [indexId, -1],
  ]);
  expect(await state()).toEqual([0, 0, 0]);
  await add([[childId, 0]]);
  await add([]);
  expect(await state()).toEqual([0, 0, 0]);
});
