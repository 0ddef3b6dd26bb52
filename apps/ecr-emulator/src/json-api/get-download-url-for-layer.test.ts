import {
  CompleteLayerUploadCommand,
  GetDownloadUrlForLayerCommand,
  InitiateLayerUploadCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { aws, hasAws, sdk } from '../testing/clients.ts';
import { addImage, sha256 } from '../testing/images.ts';

const repositoryName = 'shop/web';
const bytes = Buffer.from('uploaded, and in no image');
const RANDOM = `sha256:${'7'.repeat(64)}`;

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await addImage(emulator, repositoryName, '1');
  await addImage(emulator, 'other/repo', '1');
  const client = sdk(emulator);
  const { uploadId } = await client.send(new InitiateLayerUploadCommand({ repositoryName }));
  const range = { partFirstByte: 0, partLastByte: bytes.byteLength - 1 };
  await client.send(new UploadLayerPartCommand({ repositoryName, uploadId, ...range, layerPartBlob: bytes }));
  await client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [sha256(bytes)] }));
});

afterAll(() => emulator.close());

const get = (layerDigest: string, name = repositoryName) =>
  sdk(emulator).send(new GetDownloadUrlForLayerCommand({ repositoryName: name, layerDigest }));

it('row 28: a layer that is not there, and one that is in no image', async () => {
  await expect(get(RANDOM)).rejects.toMatchObject({
    name: 'LayersNotFoundException',
    message: `The layer with digest '${RANDOM}' does not exist within the repository with name 'shop/web' in the registry with id '123456789012'`,
  });
  await expect(get(sha256(bytes))).rejects.toMatchObject({ name: 'LayerInaccessibleException' });
});

it('row 28: a layer of another repository is not there', async () => {
  const { layerDigest } = await addImage(emulator, 'other/repo', '2');

  await expect(get(layerDigest)).rejects.toMatchObject({ name: 'LayersNotFoundException' });
  await expect(get(layerDigest, 'other/repo')).resolves.toMatchObject({ layerDigest });
});

it.skipIf(!hasAws)('row 28: the CLI on a random digest, and after an upload without PutImage', async () => {
  const ask = (digest: string) =>
    aws(emulator, ['ecr', 'get-download-url-for-layer', '--repository-name', repositoryName, '--layer-digest', digest]);

  expect((await ask(RANDOM)).stderr).toContain('(LayersNotFoundException)');
  expect((await ask(sha256(bytes))).stderr).toContain('(LayerInaccessibleException)');
});
