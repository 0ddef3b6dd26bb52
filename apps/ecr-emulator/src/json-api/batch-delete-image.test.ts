import { BatchDeleteImageCommand, DeleteRepositoryCommand, ListImagesCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { sdk } from '../testing/clients.ts';
import { addImage, imageOf, indexOf, sha256, type TestImage } from '../testing/images.ts';

const repositoryName = 'shop/web';

let emulator: Emulator | undefined;
let child: TestImage;
let index: Buffer;

beforeEach(async () => {
  await emulator?.close();
  emulator = await startEmulator();
  await addImage(emulator, repositoryName, '1');
  child = await addImage(emulator, repositoryName, undefined, imageOf('child'));
  index = indexOf([child]);
  await emulator.registry.putManifest(repositoryName, { bytes: index, tag: 'multi' });
});

afterAll(() => emulator?.close());

function client() {
  if (!emulator) throw new Error('not started');
  return sdk(emulator);
}

const list = async (tagStatus?: 'TAGGED' | 'UNTAGGED') =>
  (await client().send(new ListImagesCommand({ repositoryName, ...(tagStatus ? { filter: { tagStatus } } : {}) }))).imageIds;

it('lists one entry for each tag and for each untagged image', async () => {
  const one = { imageDigest: imageOf('shop/web:1').digest, imageTag: '1' };
  const multi = { imageDigest: sha256(index), imageTag: 'multi' };

  expect(await list()).toEqual([one, { imageDigest: child.digest }, multi]);
  expect(await list('TAGGED')).toEqual([one, multi]);
  expect(await list('UNTAGGED')).toEqual([{ imageDigest: child.digest }]);
});

it('deletes what it can, and says why the rest stays', async () => {
  const imageIds = [{ imageTag: '1' }, { imageTag: 'none' }, { imageDigest: child.digest }, {}];
  const answer = await client().send(new BatchDeleteImageCommand({ repositoryName, imageIds }));

  expect(answer.imageIds).toEqual([{ imageDigest: imageOf('shop/web:1').digest, imageTag: '1' }]);
  expect(answer.failures).toMatchObject([
    { failureCode: 'ImageNotFound' },
    { failureCode: 'ImageReferencedByManifestList' },
    { failureCode: 'MissingDigestAndTag' },
  ]);
  expect(await list()).toHaveLength(2);
});

it('a repository with images is deleted by force only', async () => {
  await expect(client().send(new DeleteRepositoryCommand({ repositoryName }))).rejects.toMatchObject({
    name: 'RepositoryNotEmptyException',
  });
  await client().send(new DeleteRepositoryCommand({ repositoryName, force: true }));
  await expect(list()).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
});
