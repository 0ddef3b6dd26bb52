import { DescribeImagesCommand, DescribeRepositoriesCommand, ListImagesCommand, paginateDescribeImages } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from './emulator.ts';
import { createPageTokens } from './page-tokens.ts';
import { aws, hasAws, sdk } from './testing/clients.ts';
import { imageOf } from './testing/images.ts';

const IMAGES = 2345;
const NEXT_TOKEN_TEXT = "Invalid parameter at 'NextToken' failed to satisfy constraint: 'Invalid next token provided.'";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  const { bytes } = imageOf('template');
  for (let i = 0; i < IMAGES; i++) {
    const manifest = { ...JSON.parse(bytes.toString()), annotations: { i: String(i) } };
    await emulator.registry.putManifest('many/images', { bytes: Buffer.from(JSON.stringify(manifest)), tag: `v${i}` });
  }
  for (let i = 0; i < 25; i++) await emulator.registry.createRepository(`some/repository-${i}`);
});

afterAll(() => emulator.close());

it('row 7: the SDK paginator gets every one of 2,345 images, once', async () => {
  const digests = new Set<string | undefined>();
  let count = 0;
  for await (const page of paginateDescribeImages({ client: sdk(emulator), pageSize: 1000 }, { repositoryName: 'many/images' })) {
    for (const image of page.imageDetails ?? []) {
      digests.add(image.imageDigest);
      count++;
    }
  }

  expect({ count, distinct: digests.size }).toEqual({ count: IMAGES, distinct: IMAGES });
});

it('row 7: a page has 100 unless asked, 1 to 1000 if asked, and the last one no token', async () => {
  const client = sdk(emulator);
  const page = await client.send(new DescribeImagesCommand({ repositoryName: 'many/images' }));
  const all = await client.send(new DescribeRepositoriesCommand({ maxResults: 26 }));

  expect(page.imageDetails).toHaveLength(100);
  expect(page.nextToken).toBeDefined();
  expect(all.repositories).toHaveLength(26);
  expect(all.nextToken).toBeUndefined();
  await expect(client.send(new DescribeRepositoriesCommand({ maxResults: 1001 }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'",
  });
  await expect(client.send(new DescribeRepositoriesCommand({ maxResults: 0 }))).rejects.toMatchObject({
    message: "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value greater than or equal to 1'",
  });
});

it.skipIf(!hasAws)('row 7: the CLI pages by --page-size, and goes on from --starting-token', async () => {
  const query = ['--query', 'repositories[].repositoryName', '--output', 'json'];
  const all = await aws(emulator, ['ecr', 'describe-repositories', '--page-size', '7', ...query]);
  const first = await aws(emulator, ['ecr', 'describe-repositories', '--page-size', '7', '--max-items', '10', '--output', 'json']);
  const { NextToken: token, repositories } = JSON.parse(first.stdout);
  const rest = await aws(emulator, ['ecr', 'describe-repositories', '--starting-token', token, ...query]);

  expect(JSON.parse(all.stdout)).toHaveLength(26);
  expect(repositories).toHaveLength(10);
  expect(JSON.parse(rest.stdout)).toHaveLength(16);
});

it('row 8: a forged, foreign or stale token is refused', async () => {
  const client = sdk(emulator);
  const { nextToken } = await client.send(new DescribeImagesCommand({ repositoryName: 'many/images', filter: { tagStatus: 'TAGGED' } }));
  const refused = { name: 'InvalidParameterException', message: NEXT_TOKEN_TEXT };
  const send = (input: ConstructorParameters<typeof DescribeImagesCommand>[0]) => client.send(new DescribeImagesCommand(input));

  await expect(send({ repositoryName: 'many/images', nextToken: `${nextToken}x` })).rejects.toMatchObject(refused);
  await expect(send({ repositoryName: 'many/images', nextToken: 'bm9uc2Vuc2U=' })).rejects.toMatchObject(refused);
  await expect(send({ repositoryName: 'many/images', filter: { tagStatus: 'ANY' }, nextToken })).rejects.toMatchObject(refused);
  await expect(send({ repositoryName: 'some/repository-1', filter: { tagStatus: 'TAGGED' }, nextToken })).rejects.toMatchObject(refused);
  await expect(
    client.send(new ListImagesCommand({ repositoryName: 'many/images', filter: { tagStatus: 'TAGGED' }, nextToken })),
  ).rejects.toMatchObject(refused);
  await expect(send({ repositoryName: 'many/images', filter: { tagStatus: 'TAGGED' }, nextToken })).resolves.toBeDefined();

  let now = 0;
  const tokens = createPageTokens(Buffer.from('secret'), () => now);
  const items = [1, 2, 3].map((sequence) => ({ sequence }));
  const page = tokens.page(items, { scope: ['x'], maxResults: 1, nextToken: undefined });
  now = 25 * 3_600_000;
  expect(() => tokens.page(items, { scope: ['x'], maxResults: 1, nextToken: page.nextToken })).toThrow(NEXT_TOKEN_TEXT);
});

it('goes on at the right place when what was listed is gone', () => {
  const tokens = createPageTokens(Buffer.from('secret'), () => 0);
  const request = { scope: [], maxResults: 2 };
  const { nextToken } = tokens.page(
    [1, 2, 3, 4].map((sequence) => ({ sequence })),
    { ...request, nextToken: undefined },
  );

  const rest = tokens.page(
    [3, 4].map((sequence) => ({ sequence })),
    { ...request, nextToken },
  );

  expect(rest).toEqual({ items: [{ sequence: 3 }, { sequence: 4 }], nextToken: undefined });
});
