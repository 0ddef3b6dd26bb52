import { DescribeImagesCommand, DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { expect, it } from 'vitest';
import { startEmulator } from './emulator.ts';
import { sdk, temporaryFolder } from './testing/clients.ts';
import { addImage } from './testing/images.ts';

it('starts empty, logs what is asked, and stops with connections open', async () => {
  const emulator = await startEmulator();
  const client = sdk(emulator);
  await client.send(new DescribeRepositoriesCommand({}));

  expect(emulator.requests).toMatchObject([
    {
      operation: 'DescribeRepositories',
      principal: 'arn:aws:iam::123456789012:user/admin',
      status: 200,
      hasAuthorization: true,
      host: `127.0.0.1:${emulator.port}`,
    },
  ]);
  await emulator.close();
  await expect(fetch(emulator.endpoint)).rejects.toThrow('fetch failed');
});

it.each([
  [{ account: '42' }, 'INVALID_INPUT'],
  [{ images: ['/no/such/folder'] }, 'INVALID_INPUT'],
  [{ images: ['/same'], dataDir: '/same/' }, 'INVALID_INPUT'],
  [{ users: [{ name: 'x', policies: [{ Statement: [{ Effect: 'Allow' as const }] }] }] }, 'INVALID_INPUT'],
])('refuses %j', async (options, code) => {
  await expect(startEmulator(options)).rejects.toMatchObject({ code });
});

it('says so when the port is taken', async () => {
  const first = await startEmulator();

  await expect(startEmulator({ port: first.port })).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
  await first.close();
});

it('changes the registry as others would: tags move and go, images and repositories go', async () => {
  const emulator = await startEmulator({ dataDir: temporaryFolder() });
  const client = sdk(emulator);
  const tags = async () =>
    (await client.send(new DescribeImagesCommand({ repositoryName: 'shop/web' }))).imageDetails?.map(({ imageTags }) => imageTags);
  const first = await addImage(emulator, 'shop/web', 'latest');
  const second = await addImage(emulator, 'shop/web', '2');
  await emulator.registry.putManifest('shop/web', { bytes: second.bytes, tag: 'latest' });

  expect(await tags()).toEqual([undefined, ['2', 'latest']]);
  await emulator.registry.deleteImage('shop/web', first.digest);
  await emulator.registry.deleteTag('shop/web', '2');
  expect(await tags()).toEqual([['latest']]);
  await emulator.registry.deleteRepository('shop/web');
  await expect(tags()).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
  await expect(emulator.registry.deleteImage('shop/web', first.digest)).rejects.toMatchObject({ code: 'RepositoryNotFoundException' });
  await emulator.close();
});
