import { DescribeImagesCommand, DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { aws, hasAws, hasSkopeo, sdk, skopeo, temporaryFolder } from '../testing/clients.ts';
import { addImage, imageOf, indexOf, sha256, type TestImage } from '../testing/images.ts';

let emulator: Emulator;
let children: TestImage[];
let index: Buffer;
let signature: TestImage;

beforeAll(async () => {
  emulator = await startEmulator();
  children = [
    await addImage(emulator, 'shop/web', undefined, imageOf('small')),
    await addImage(emulator, 'shop/web', undefined, imageOf('l'.repeat(9) + Math.E)),
  ];
  index = indexOf(children);
  await emulator.registry.putManifest('shop/web', { bytes: index, tag: 'multi' });
  signature = await addImage(emulator, 'shop/web', undefined, imageOf('signature', { subject: sha256(index) }));
});

afterAll(() => emulator.close());

it('row 9: names or ids together with paging are refused', async () => {
  const client = sdk(emulator);

  await expect(client.send(new DescribeRepositoriesCommand({ repositoryNames: ['shop/web'], maxResults: 1 }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  await expect(
    client.send(new DescribeImagesCommand({ repositoryName: 'shop/web', imageIds: [{ imageTag: 'multi' }], nextToken: 'x' })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

it('row 24: an index carries the tag, its children are untagged images, its size is that of the largest', async () => {
  const { imageDetails = [] } = await sdk(emulator).send(new DescribeImagesCommand({ repositoryName: 'shop/web' }));
  const byDigest = new Map(imageDetails.map((image) => [image.imageDigest, image]));
  const sizes = children.map(({ digest }) => byDigest.get(digest)?.imageSizeInBytes ?? 0);

  expect(imageDetails).toHaveLength(4);
  expect(byDigest.get(sha256(index))).toMatchObject({
    imageTags: ['multi'],
    imageSizeInBytes: Math.max(...sizes),
    imageManifestMediaType: 'application/vnd.oci.image.index.v1+json',
    imageStatus: 'ACTIVE',
  });
  expect(Math.max(...sizes)).toBeGreaterThan(0);
  for (const { digest } of children) expect(byDigest.get(digest)).not.toHaveProperty('imageTags');
  expect(byDigest.get(signature.digest)).toMatchObject({ subjectManifestDigest: sha256(index) });
});

it('filters by tag status; archived images there are none', async () => {
  const count = async (filter: { tagStatus?: 'TAGGED' | 'UNTAGGED'; imageStatus?: 'ARCHIVED' }) =>
    (await sdk(emulator).send(new DescribeImagesCommand({ repositoryName: 'shop/web', filter }))).imageDetails?.length;

  expect(await count({ tagStatus: 'TAGGED' })).toBe(1);
  expect(await count({ tagStatus: 'UNTAGGED' })).toBe(3);
  expect(await count({ imageStatus: 'ARCHIVED' })).toBe(0);
});

it('one missing id fails the whole call', async () => {
  const imageIds = [{ imageTag: 'multi' }, { imageTag: 'gone' }];

  await expect(sdk(emulator).send(new DescribeImagesCommand({ repositoryName: 'shop/web', imageIds }))).rejects.toMatchObject({
    name: 'ImageNotFoundException',
    message:
      "The image with imageId {imageDigest:'null', imageTag:'gone'} does not exist within the repository with name 'shop/web' in the registry with id '123456789012'",
  });
});

it.skipIf(!hasAws)('row 24: the CLI counts the index and its children', async () => {
  const { stdout } = await aws(emulator, ['ecr', 'describe-images', '--repository-name', 'shop/web', '--query', 'length(imageDetails)']);

  expect(stdout.trim()).toBe('4');
});

it.skipIf(!hasSkopeo)('row 24: skopeo reads the index as it is', async () => {
  const folder = temporaryFolder();
  const { authorizationToken } = await token();
  const raw = await skopeo(folder, [
    'inspect',
    '--raw',
    '--tls-verify=false',
    '--creds',
    Buffer.from(authorizationToken, 'base64').toString(),
    `docker://127.0.0.1:${emulator.port}/shop/web:multi`,
  ]);

  expect(raw).toMatchObject({ code: 0, stdout: index.toString() });
});

async function token() {
  const { GetAuthorizationTokenCommand } = await import('@aws-sdk/client-ecr');
  const { authorizationData } = await sdk(emulator).send(new GetAuthorizationTokenCommand({}));
  return { authorizationToken: authorizationData?.[0]?.authorizationToken ?? '' };
}
