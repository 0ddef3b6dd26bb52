import { afterAll, expect, it } from 'vitest';
import { countsOfImages } from './counts.ts';
import { listInstalledPackages } from './image-packages.ts';
import { listNotAffected } from './not-affected.ts';
import { applyRematch } from './rematch.ts';
import { subjectsByName } from './subjects.ts';
import { checkSummaries } from './summaries.ts';
import {
  addRepository,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  judgeByName,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';
import type { Judge } from './verdicts.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
const { repository } = await addRepository(db, 'verdicts');
await list(db, repository, [listed(digestOf('image'), ['1'])]);
const image = await imageId(db, repository, digestOf('image'));
const high = async () => (await countsOfImages(db, [image])).get(image)?.high;

async function rematch(judge: Judge = judgeByName) {
  for await (const subjects of subjectsByName(db, [{ ecosystem: 'npm', name: 'x/crypto' }])) {
    await applyRematch(db, { subjects, judge, ...world.match(subjects.map(({ subject }) => subject)) });
  }
  expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
}

it('judges a link that comes after the set, by the facts that were kept', async () => {
  await read(
    db,
    world,
    image,
    inventoryOf([setOf('go/binary@1', [npmMember('x/crypto')], { kind: 'go-symbols', symbols: { other: ['f'] } })]),
  );
  world.advisories.push({ vulnerability: vulnerabilityOf('GO-1'), name: 'x/crypto', severity: 'high', fixedVersions: [] });

  await rematch();

  expect(await high()).toBe(0);
  expect((await listNotAffected(db, image)).map(({ vulnerability }) => vulnerability)).toEqual(['GO-1']);
  expect((await listInstalledPackages(db, image, {}, { limit: 1 })).rows[0]?.findings).toBe(0);
});

it('judges again when the record changes, and closes a verdict that does not stand', async () => {
  world.advisories[0] = { ...world.advisories[0]!, fixedVersions: ['9'] };

  await rematch(() => []);

  expect(await high()).toBe(1);
  expect(await listNotAffected(db, image)).toEqual([]);
});

it('leaves a verdict alone while its link is closed, and judges when it opens again', async () => {
  world.advisories[0] = { ...world.advisories[0]!, fixedVersions: [] };
  await rematch();
  const [advisory] = world.advisories.splice(0, 1);
  await rematch();
  const open = await db.query(`select 1 from set_verdict where until = 'infinity'`);
  expect([open.rowCount, await high(), await listNotAffected(db, image)]).toEqual([1, 0, []]);

  world.advisories.push(advisory!);
  await rematch();
  expect([await high(), (await listNotAffected(db, image)).length]).toEqual([0, 1]);
});

it('ignores a verdict on a link that there is not', async () => {
  world.advisories[0] = { ...world.advisories[0]!, fixedVersions: ['10'] };

  await rematch((_, links) =>
    links.map(({ subject }) => ({
      subject,
      vulnerability: 'GO-999',
      verdict: 'not_affected',
      justification: 'component_not_present',
      evidence: '',
    })),
  );

  expect(await high()).toBe(1);
});
