import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeImagesCommand, DescribeRepositoriesCommand, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr';
import { expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { sdk, temporaryFolder } from '../testing/clients.ts';
import { addImage, imageOf } from '../testing/images.ts';

async function withEmulator<T>(dataDir: string, use: (emulator: Emulator) => Promise<T>): Promise<T> {
  const emulator = await startEmulator({ dataDir });
  try {
    return await use(emulator);
  } finally {
    await emulator.close();
  }
}

it('keeps what was pushed and what was deleted over a restart', async () => {
  const folder = temporaryFolder();
  const image = imageOf('kept');
  await withEmulator(folder, async (emulator) => {
    await addImage(emulator, 'kept/web', '1', image);
    await emulator.registry.putManifest('kept/web', { bytes: image.bytes, tag: '2', pushedAt: 1000 });
    await emulator.registry.createRepository('empty/immutable', { tagMutability: 'IMMUTABLE' });
    await addImage(emulator, 'gone/web', '1');
    await emulator.registry.deleteRepository('gone/web');
  });

  await withEmulator(folder, async (emulator) => {
    const client = sdk(emulator);
    const { repositories = [] } = await client.send(new DescribeRepositoriesCommand({}));
    const { imageDetails } = await client.send(new DescribeImagesCommand({ repositoryName: 'kept/web' }));
    const { downloadUrl = '' } = await client.send(
      new GetDownloadUrlForLayerCommand({ repositoryName: 'kept/web', layerDigest: image.layerDigest }),
    );

    expect(repositories.map(({ repositoryName, imageTagMutability }) => [repositoryName, imageTagMutability])).toEqual([
      ['kept/web', 'MUTABLE'],
      ['empty/immutable', 'IMMUTABLE'],
    ]);
    expect(imageDetails).toMatchObject([{ imageDigest: image.digest, imageTags: ['1', '2'] }]);
    expect(Buffer.from(await (await fetch(downloadUrl)).arrayBuffer())).toEqual(image.layer);
  });
});

it('refuses a state that it cannot read', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'state.json'), '{"version":9}');

  await expect(startEmulator({ dataDir: folder })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
