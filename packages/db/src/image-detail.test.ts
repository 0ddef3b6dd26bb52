import { afterAll, expect, it } from 'vitest';
import { NO_COUNTS } from './counts.ts';
import { describeImage, findImage } from './image-detail.ts';
import { saveInventory } from './inventories.ts';
import { addRepository, digestOf, imageId, inventoryOf, judgeByName, list, listed } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const { connection, repository } = await addRepository(db, 'detail');
const digest = digestOf('image');
const address = { connection, repository: 'shop/web', reference: '1.0' };
await list(db, repository, [
  listed(digest, ['1.0', 'a'], { pulledAt: new Date('2026-02-02T00:00:00Z') }),
  listed(digestOf('index'), ['multi'], { isIndex: true }),
]);

it('describes an image that was only listed', async () => {
  expect(await describeImage(db, address)).toEqual({
    id: await imageId(db, repository, digest),
    connection,
    connectionName: 'detail',
    repository: 'shop/web',
    uri: 'detail/shop/web',
    tags: ['1.0', 'a'],
    digest,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    platform: '',
    platforms: [],
    state: 'discovered',
    coverage: null,
    sizeBytes: 5000,
    pushedAt: new Date('2026-01-01T00:00:00Z'),
    pulledAt: new Date('2026-02-02T00:00:00Z'),
    counts: null,
    decided: NO_COUNTS,
    exploited: 0,
    withoutFix: 0,
    notAffected: 0,
    packages: 0,
    problems: [],
    layers: [],
  });
});

it('shows its configuration once it was read', async () => {
  const config = { user: 'root', exposedPorts: ['80/tcp'], entrypoint: ['/app'], command: [], labels: {}, steps: [] };
  const id = await imageId(db, repository, digest);
  await saveInventory(db, {
    imageId: id,
    inventory: inventoryOf([]),
    config,
    platform: 'linux/arm64',
    build: '',
    judge: judgeByName,
    links: [],
    vulnerabilities: [],
  });

  expect(await describeImage(db, { ...address, reference: digest })).toMatchObject({
    config,
    platform: 'linux/arm64',
    platforms: ['linux/arm64'],
    firstReadAt: expect.any(Date) as Date,
  });
});

it('gives the index itself while its children are not known', async () => {
  expect(await findImage(db, { ...address, reference: 'multi' })).toEqual({
    id: await imageId(db, repository, digestOf('index')),
    indexDigest: digestOf('index'),
    platforms: [],
  });
});

it('says which tag there is not, in which repository', async () => {
  await expect(findImage(db, { ...address, reference: '9' })).rejects.toMatchObject({
    code: 'IMAGE_NOT_FOUND',
    message: 'shop/web has no tag "9"',
  });
  await expect(findImage(db, { ...address, repository: 'x' })).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
  await expect(findImage(db, { ...address, connection: connection + 1 })).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
});
