import { afterAll, expect, it } from 'vitest';
import { countsOfImages } from './counts.ts';
import { lockFleet } from './locks.ts';
import { recountSets, recountVulnerabilities } from './rematch-counts.ts';
import { checkSummaries } from './summaries.ts';
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

it('takes what closed at the instant from every set that holds the package, and recomputes the rows', async () => {
  const world = new AdvisoryWorld();
  world.advisories.push({ vulnerability: vulnerabilityOf('CVE-1'), name: 'a', severity: 'high', fixedVersions: ['2'] });
  const { repository } = await addRepository(db, 'recount');
  await list(db, repository, [listed(digestOf('image'), ['1'])]);
  const image = await imageId(db, repository, digestOf('image'));
  await read(db, world, image, inventoryOf([setOf('s', [npmMember('a')]), setOf('s', [npmMember('a'), npmMember('b')])]));
  expect((await countsOfImages(db, [image])).get(image)).toMatchObject({ high: 2, fixable: 2 });

  await db.transaction(async (tx) => {
    const now = await lockFleet(tx);
    const { rows } = await tx.query<{ id: number }>(
      `update link set until = $1::timestamptz where until = 'infinity' returning vulnerability_id as id`,
      [now],
    );
    const ids = rows.map(({ id }) => id);
    await recountSets(tx, ids, now);
    await recountVulnerabilities(tx, ids);
  });

  expect((await countsOfImages(db, [image])).get(image)).toMatchObject({ high: 0, fixable: 0 });
  expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
});
