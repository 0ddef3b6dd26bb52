import { afterAll, expect, it } from 'vitest';
import { countsOfImages } from './counts.ts';
import { describeImage, findImage } from './image-detail.ts';
import { listImages } from './image-list.ts';
import { imagesToRead, problemsOfConnection } from './images.ts';
import { recordIndex } from './indexes.ts';
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
import { listAffectedImages } from './affected-images.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const [index, arm, amd] = [digestOf('index'), digestOf('arm'), digestOf('amd')];
const world = new AdvisoryWorld();
world.advisories.push({ vulnerability: vulnerabilityOf('CVE-1'), name: 'left-pad', severity: 'high', fixedVersions: ['2'] });
const { connection, repository } = await addRepository(db, 'indexes');
const child = (digest: string, platform: string) => ({
  digest,
  platform,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  sizeBytes: 70,
});
const children = [child(arm, 'linux/arm64'), child(amd, 'linux/amd64')];

it('asks for the index first, then for the children that it brings', async () => {
  await list(db, repository, [listed(index, ['1.0', 'latest'], { isIndex: true }), listed(arm, [])]);
  expect((await imagesToRead(db, { connection, fingerprint: 'f1' })).map((image) => [image.digest, image.isIndex])).toEqual([
    [index, true],
  ]);

  const ids = await recordIndex(db, { repository, indexDigest: index, children });
  expect(await recordIndex(db, { repository, indexDigest: index, children })).toEqual(ids);

  const toRead = await imagesToRead(db, { connection, fingerprint: 'f1' });
  expect(new Map(toRead.map((image) => [image.digest, [image.isIndex, image.tag]]))).toEqual(
    new Map([
      [arm, [false, '1.0']],
      [amd, [false, '1.0']],
    ]),
  );
});

it('keeps what could not be read of the index', async () => {
  const problem = { code: 'MALFORMED_PROVENANCE', message: 'the provenance cannot be read' } as const;

  await recordIndex(db, { repository, indexDigest: index, children, problems: [problem] });

  expect(await problemsOfConnection(db, connection)).toEqual([{ repository: 'shop/web', reference: '1.0', ...problem }]);
});

it('counts through its children, and its children while it is tagged', async () => {
  const inventory = inventoryOf([setOf('lang/npm@1', [npmMember('left-pad')])]);
  await read(db, world, await imageId(db, repository, arm), inventory);
  const half = await listImages(db, {}, { limit: 1 });
  expect(half.rows).toMatchObject([
    { state: 'discovered', coverage: null, platforms: ['linux/amd64', 'linux/arm64'], counts: { high: 1 } },
  ]);

  await read(db, world, await imageId(db, repository, amd), inventory);
  const whole = await listImages(db, {}, { limit: 1 });
  expect(whole.rows).toMatchObject([{ state: 'read', coverage: 'complete', counts: { high: 2, fixable: 2 }, sizeBytes: 5000 + 70 }]);
  expect([...(await countsOfImages(db, [await imageId(db, repository, index)])).values()]).toMatchObject([{ high: 2 }]);
  expect((await listAffectedImages(db, 'CVE-1', { limit: 10 })).rows).toMatchObject([
    { digest: arm, tags: ['1.0', 'latest'], platform: 'linux/arm64' },
    { digest: amd, tags: ['1.0', 'latest'] },
  ]);

  await list(db, repository, []);
  expect((await listAffectedImages(db, 'CVE-1', { limit: 10 })).total).toBe(0);
  await list(db, repository, [listed(index, ['2.0'], { isIndex: true })]);
  expect((await listAffectedImages(db, 'CVE-1', { limit: 10 })).total).toBe(2);
  expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
});

it('is addressed by tag and platform, linux/amd64 unless said otherwise', async () => {
  const address = { connection, repository: 'shop/web', reference: '2.0' };

  expect(await describeImage(db, address)).toMatchObject({
    digest: amd,
    indexDigest: index,
    platform: 'linux/amd64',
    platforms: ['linux/amd64', 'linux/arm64'],
    tags: ['2.0'],
  });
  expect(await describeImage(db, { ...address, platform: 'linux/arm64' })).toMatchObject({ digest: arm });
  expect(await findImage(db, { ...address, reference: arm })).toEqual({
    id: await imageId(db, repository, arm),
    platforms: ['linux/arm64'],
  });
  await expect(findImage(db, { ...address, platform: 'windows/amd64' })).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' });
  await expect(findImage(db, { ...address, reference: '1.0' })).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
  await expect(findImage(db, { ...address, reference: digestOf('none') })).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
});

it('refuses an index that was never listed', async () => {
  await expect(recordIndex(db, { repository, indexDigest: digestOf('none'), children })).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
});
