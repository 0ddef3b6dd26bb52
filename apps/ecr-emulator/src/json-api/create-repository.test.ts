import { CreateRepositoryCommand, DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { sdk } from '../testing/clients.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});

afterAll(() => emulator.close());

const create = (repositoryName: string) => sdk(emulator).send(new CreateRepositoryCommand({ repositoryName }));

it('creates a repository once, and describes it', async () => {
  const { repository } = await create('shop/web');

  expect(repository).toMatchObject({
    repositoryArn: 'arn:aws:ecr:us-east-1:123456789012:repository/shop/web',
    repositoryUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web',
    registryId: '123456789012',
    imageTagMutability: 'MUTABLE',
    encryptionConfiguration: { encryptionType: 'AES256' },
  });
  expect((await sdk(emulator).send(new DescribeRepositoriesCommand({ repositoryNames: ['shop/web'] }))).repositories).toEqual([repository]);
  await expect(create('shop/web')).rejects.toMatchObject({
    name: 'RepositoryAlreadyExistsException',
    message: "The repository with name 'shop/web' already exists in the registry with id '123456789012'",
  });
});

it.each(['a', 'Shop', 'shop//web', '-shop', 'shop.', 'x'.repeat(257), 'a...b'])('refuses the name %j', async (name) => {
  await expect(create(name)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining("Invalid parameter at 'repositoryName'"),
  });
});

it.each(['a_b', 'a__b', 'a---b', 'a.b/c-d', 'ab'])('takes the name %j', async (name) => {
  await expect(create(name)).resolves.toBeDefined();
});
