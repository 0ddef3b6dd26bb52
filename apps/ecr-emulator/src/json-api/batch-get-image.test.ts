import { BatchGetImageCommand, DescribeImagesCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { aws, hasAws, sdk } from '../testing/clients.ts';
import { addImage, type TestImage } from '../testing/images.ts';

const repositoryName = 'shop/web';
const ZEROS = `sha256:${'0'.repeat(64)}`;

let emulator: Emulator;
let image: TestImage;

beforeAll(async () => {
  emulator = await startEmulator();
  image = await addImage(emulator, repositoryName, '1');
  await addImage(emulator, repositoryName, '2');
});

afterAll(() => emulator.close());

it('row 23: each id that fails has its code, and the good ones are answered', async () => {
  const imageIds = [
    { imageTag: '1' },
    { imageDigest: ZEROS },
    { imageDigest: 'nonsense' },
    {},
    { imageTag: '' },
    { imageTag: '2', imageDigest: image.digest },
  ];
  const { images, failures } = await sdk(emulator).send(new BatchGetImageCommand({ repositoryName, imageIds }));

  expect(images).toMatchObject([{ imageId: { imageDigest: image.digest, imageTag: '1' }, imageManifest: image.bytes.toString() }]);
  expect(failures).toEqual([
    { imageId: { imageDigest: ZEROS }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
    {
      imageId: { imageDigest: 'nonsense' },
      failureCode: 'InvalidImageDigest',
      failureReason: "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
    },
    { imageId: {}, failureCode: 'MissingDigestAndTag', failureReason: 'Invalid request parameters: both tag and digest cannot be null' },
    expect.objectContaining({ failureCode: 'InvalidImageTag' }),
    expect.objectContaining({ failureCode: 'ImageTagDoesNotMatchDigest' }),
  ]);
});

it('row 23: 100 ids pass, 101 and none are refused', async () => {
  const send = (count: number) =>
    sdk(emulator).send(
      new BatchGetImageCommand({ repositoryName, imageIds: Array.from({ length: count }, () => ({ imageDigest: image.digest })) }),
    );

  expect((await send(100)).images).toHaveLength(100);
  await expect(send(101)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: "Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have length less than or equal to 100'",
  });
  await expect(send(0)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

it.skipIf(!hasAws)('row 23: the CLI with three ids', async () => {
  const ids = ['imageTag=1', 'imageTag=2', 'imageTag=none'];
  const { stdout } = await aws(emulator, [
    'ecr',
    'batch-get-image',
    '--repository-name',
    repositoryName,
    '--image-ids',
    ...ids,
    '--output',
    'json',
  ]);

  expect(JSON.parse(stdout)).toMatchObject({
    images: [{ imageId: { imageTag: '1' } }, { imageId: { imageTag: '2' } }],
    failures: [{ imageId: { imageTag: 'none' }, failureCode: 'ImageNotFound' }],
  });
});

it('the pull time moves on real pulls, not on misses', async () => {
  const pulledAt = async () =>
    (await sdk(emulator).send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: '3' }] }))).imageDetails?.[0]
      ?.lastRecordedPullTime;
  await addImage(emulator, repositoryName, '3');
  await sdk(emulator).send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageDigest: ZEROS }] }));

  expect(await pulledAt()).toBeUndefined();
  await sdk(emulator).send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: '3' }] }));
  expect(await pulledAt()).toBeInstanceOf(Date);
});
