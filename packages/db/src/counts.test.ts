import { afterAll, expect, it } from 'vitest';
import { connectionTotals, countsOfImages } from './counts.ts';
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

it('adds the sets of an image, and the images of a connection', async () => {
  const world = new AdvisoryWorld();
  world.advisories.push({ vulnerability: vulnerabilityOf('CVE-1'), name: 'a', severity: 'negligible', fixedVersions: ['2'] });
  world.advisories.push({ vulnerability: vulnerabilityOf('CVE-2'), name: 'a', severity: 'unknown', fixedVersions: [] });
  const { connection, repository } = await addRepository(db, 'counts');
  await list(db, repository, [listed(digestOf('a'), ['1']), listed(digestOf('b'), ['2']), listed(digestOf('c'), ['3'])]);
  const [a, b, c] = [
    await imageId(db, repository, digestOf('a')),
    await imageId(db, repository, digestOf('b')),
    await imageId(db, repository, digestOf('c')),
  ];
  const set = setOf('s', [npmMember('a')]);
  await read(db, world, a, inventoryOf([set, set, setOf('s', [npmMember('other')])]));
  await read(db, world, b, inventoryOf([set]));

  const counts = await countsOfImages(db, [a, b, c, 999_999]);

  const none = { critical: 0, high: 0, medium: 0, low: 0 };
  expect(counts).toEqual(
    new Map([
      [a, { ...none, negligible: 2, unknown: 2, fixable: 2 }],
      [b, { ...none, negligible: 1, unknown: 1, fixable: 1 }],
    ]),
  );
  expect(await connectionTotals(db, [connection])).toEqual(
    new Map([
      [
        connection,
        {
          repositories: 1,
          images: { total: 3, read: 2, failed: 0, notImages: 0 },
          findings: { ...none, negligible: 3, unknown: 3, fixable: 3 },
        },
      ],
    ]),
  );
});
