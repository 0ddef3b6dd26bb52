import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BatchCheckLayerAvailabilityCommand,
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { aws, hasAws, sdk, temporaryFolder } from '../testing/clients.ts';
import { imageOf, sha256 } from '../testing/images.ts';

const repositoryName = 'pushed/web';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await sdk(emulator).send(new CreateRepositoryCommand({ repositoryName }));
});

afterAll(() => emulator.close());

async function upload(bytes: Buffer, partBytes = bytes.byteLength): Promise<string | undefined> {
  const client = sdk(emulator);
  const { uploadId } = await client.send(new InitiateLayerUploadCommand({ repositoryName }));
  for (let first = 0; first < bytes.byteLength; first += partBytes) {
    const layerPartBlob = bytes.subarray(first, first + partBytes);
    const input = { repositoryName, uploadId, partFirstByte: first, partLastByte: first + layerPartBlob.byteLength - 1, layerPartBlob };
    await client.send(new UploadLayerPartCommand(input));
  }
  await client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [sha256(bytes)] }));
  return uploadId;
}

it('row 19: parts of 20 MiB come as JSON of 28 MB', async () => {
  const bytes = Buffer.alloc(20 * 1024 ** 2 + 5, 'plimsoll');
  await upload(bytes, 20 * 1024 ** 2);

  const { layers } = await sdk(emulator).send(
    new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [sha256(bytes), sha256('other')] }),
  );
  expect(layers).toMatchObject([
    { layerAvailability: 'AVAILABLE', layerSize: bytes.byteLength },
    { layerDigest: sha256('other'), layerAvailability: 'UNAVAILABLE' },
  ]);
});

it.skipIf(!hasAws)('row 19: the CLI uploads a part of 5 MiB from a file', async () => {
  const file = join(temporaryFolder(), 'part');
  const bytes = Buffer.alloc(5 * 1024 ** 2, 'cli');
  writeFileSync(file, bytes);
  const ecr = (...args: string[]) => aws(emulator, ['ecr', ...args, '--repository-name', repositoryName, '--output', 'json']);
  const { uploadId } = JSON.parse((await ecr('initiate-layer-upload')).stdout);
  const range = ['--part-first-byte', '0', '--part-last-byte', String(bytes.byteLength - 1)];
  const part = await ecr('upload-layer-part', '--upload-id', uploadId, ...range, '--layer-part-blob', `fileb://${file}`);
  const done = await ecr('complete-layer-upload', '--upload-id', uploadId, '--layer-digests', sha256(bytes));

  expect(JSON.parse(part.stdout)).toMatchObject({ lastByteReceived: bytes.byteLength - 1 });
  expect(JSON.parse(done.stdout)).toMatchObject({ layerDigest: sha256(bytes) });
});

it('a part out of order is refused, with the last good byte', async () => {
  const client = sdk(emulator);
  const { uploadId } = await client.send(new InitiateLayerUploadCommand({ repositoryName }));
  const part = new UploadLayerPartCommand({
    repositoryName,
    uploadId,
    partFirstByte: 5,
    partLastByte: 7,
    layerPartBlob: Buffer.from('abc'),
  });

  await expect(client.send(part)).rejects.toMatchObject({ name: 'InvalidLayerPartException', lastValidByteReceived: -1, uploadId });
});

it('a layer that is there, an empty upload, and another digest have their codes', async () => {
  const client = sdk(emulator);
  const complete = async (digest: string, uploadId?: string) => {
    const started = await client.send(new InitiateLayerUploadCommand({ repositoryName }));
    const id = uploadId ?? started.uploadId;
    return client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId: id, layerDigests: [digest] }));
  };
  await upload(Buffer.from('twice'));

  await expect(complete(sha256('twice'))).rejects.toMatchObject({ name: 'LayerAlreadyExistsException' });
  await expect(complete(sha256('nothing'))).rejects.toMatchObject({ name: 'EmptyUploadException' });
  await expect(complete(sha256('x'), 'no-such-upload')).rejects.toMatchObject({ name: 'UploadNotFoundException' });
});

it('an image is pushed by the API alone, and pushing it twice is refused', async () => {
  const image = imageOf('by the API');
  await upload(image.config);
  await upload(image.layer);
  const push = (imageTag: string, imageDigest?: string) =>
    sdk(emulator).send(
      new PutImageCommand({ repositoryName, imageManifest: image.bytes.toString(), imageTag, ...(imageDigest ? { imageDigest } : {}) }),
    );

  expect((await push('1')).image?.imageId).toEqual({ imageDigest: image.digest, imageTag: '1' });
  await expect(push('1')).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' });
  await expect(push('2', sha256('other'))).rejects.toMatchObject({ name: 'ImageDigestDoesNotMatchException' });
  await expect(
    sdk(emulator).send(new PutImageCommand({ repositoryName, imageManifest: '{"schemaVersion":2,"layers":[]}' })),
  ).rejects.toMatchObject({ message: expect.stringContaining('image manifest mediatype not provided in manifest or parameter') });
});
