import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { faults } from '@plimsoll/ecr-emulator';
import { parseDigest } from '@plimsoll/model';
import { afterEach, describe, expect, it } from 'vitest';
import { createSender } from './client.ts';
import { openRegistry } from './registry.ts';
import { emulated, layerOf, push, targetOf } from './testing/emulated.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function start(options: Parameters<typeof emulated>[0] = {}) {
  const started = await emulated(options);
  const registry = openRegistry(started.target);
  open.push(() => registry.close(), started.emulator.close);
  return { ...started, registry };
}

const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const digestOfLayer = async (registry: ReturnType<typeof openRegistry>, image: Parameters<typeof layerOf>[0]): Promise<string> =>
  sha256(await buffer(await registry.source('shop/web').openBlob(layerOf(image))));

describe('discovery', () => {
  it('lists all repositories and all tags', async () => {
    const { emulator, registry, image } = await start();
    for (let n = 2; n <= 1203; n++) {
      await emulator.registry.putManifest('shop/web', { ...image.manifest, bytes: image.manifest.bytes, tag: `v${n}` });
    }
    await push(emulator, 'other', '1', image);

    const repositories = (await Array.fromAsync(registry.repositories())).flat();
    const images = (await Array.fromAsync(registry.images('shop/web'))).flat();

    expect(repositories.map(({ name, account }) => [name, account])).toEqual(
      expect.arrayContaining([
        ['shop/web', emulator.account],
        ['other', emulator.account],
      ]),
    );
    expect(images).toHaveLength(1);
    expect(images[0]!.tags).toHaveLength(1203);
    expect(images[0]).toMatchObject({ digest: image.manifest.digest, mediaType: image.manifest.mediaType });
  });

  it('pages through more images than one answer holds', async () => {
    const { emulator, registry } = await start();
    for (let n = 0; n < 1100; n++) {
      const bytes = Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: 'application/vnd.oci.image.index.v1+json',
          manifests: [],
          annotations: { n: String(n) },
        }),
      );
      await emulator.registry.putManifest('many', { bytes, tag: `v${n}` });
    }

    const images = (await Array.fromAsync(registry.images('many'))).flat();

    expect(new Set(images.map(({ digest }) => digest)).size).toBe(1100);
    expect(emulator.requests.filter(({ operation }) => operation === 'DescribeImages')).toHaveLength(2);
  });

  it('names the action that a policy lacks', async () => {
    const { emulator } = await start();
    const keys = emulator.iam.addUser({ name: 'blind', policies: [] });
    const registry = openRegistry(targetOf(emulator, { kind: 'keys', ...keys }));
    open.push(() => registry.close());

    await expect(Array.fromAsync(registry.repositories())).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('ecr:DescribeRepositories') as string,
    });
  });
});

describe('manifests', () => {
  it('gives what is there, and says what is not', async () => {
    const { registry, image } = await start();
    const missing = parseDigest(`sha256:${'a'.repeat(64)}`);

    const { found, failures } = await registry.manifests('shop/web', [parseDigest(image.manifest.digest), missing]);

    expect(found.map(({ digest, bytes }) => [digest, sha256(bytes)])).toEqual([[image.manifest.digest, image.manifest.digest]]);
    expect(failures).toMatchObject([{ digest: missing, code: 'ImageNotFound' }]);
  });

  it('finds a manifest by tag', async () => {
    const { registry, image } = await start();
    const source = registry.source('shop/web');

    expect((await source.fetchManifest('1')).digest).toBe(image.manifest.digest);
    await expect(source.fetchManifest('2')).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
  });
});

describe('layers', () => {
  it('are fetched whole, without an Authorization header', async () => {
    const { emulator, registry, image } = await start();

    expect(await digestOfLayer(registry, image)).toBe(image.layers[0]!.digest);
    expect(emulator.requests.filter(({ operation }) => operation === 'layers/get')).toMatchObject([
      { hasAuthorization: false, status: 200 },
    ]);
  });

  it.each([
    ['a truncation', faults.truncate(10_000)],
    ['a short answer', faults.shorten(10_000)],
    ['a reset before the headers', faults.reset('before-headers')],
    ['a reset after the headers', faults.reset('after-headers')],
    ['a server error', faults.serverError()],
    ['S3 slowing down', faults.slowDown()],
  ])('survive %s', async (_, fault) => {
    const { emulator, registry, image } = await start();
    emulator.faults.add({ operation: 'layers/get', fault });

    expect(await digestOfLayer(registry, image)).toBe(image.layers[0]!.digest);
    expect(emulator.requests.filter(({ operation }) => operation === 'layers/get').length).toBeGreaterThan(1);
  });

  it('resume where they broke off, also when the server ignores the range', async () => {
    const { emulator, registry, image } = await start();
    emulator.faults.add({ operation: 'layers/get', fault: faults.truncate(10_000) });
    emulator.faults.add({ operation: 'layers/get', fault: faults.ignoreRange(), from: 2 });

    expect(await digestOfLayer(registry, image)).toBe(image.layers[0]!.digest);
  });

  it('give other bytes when a bit flips: the reader must notice', async () => {
    const { emulator, registry, image } = await start();
    emulator.faults.add({ operation: 'layers/get', fault: faults.flipBit(5000) });

    expect(await digestOfLayer(registry, image)).not.toBe(image.layers[0]!.digest);
  });

  it('end with a clear error when they are larger than said', async () => {
    const { registry, image } = await start();
    const layer = layerOf(image);

    await expect(buffer(await registry.source('shop/web').openBlob({ ...layer, sizeBytes: layer.sizeBytes - 1 }))).rejects.toMatchObject({
      code: 'SIZE_MISMATCH',
    });
  });

  it('are refused when they are not there', async () => {
    const { registry, image } = await start();
    const blob = { ...layerOf(image), digest: parseDigest(`sha256:${'b'.repeat(64)}`) };

    await expect(buffer(await registry.source('shop/web').openBlob(blob))).rejects.toMatchObject({ code: 'BLOB_NOT_FOUND' });
  });
});

it('waits out throttles and says that it is slowed', async () => {
  const { emulator, registry } = await start();
  emulator.faults.add({ operation: 'DescribeRepositories', fault: faults.unavailable('html'), times: 2 });

  expect((await Array.fromAsync(registry.repositories())).flat()).toHaveLength(1);
  expect(registry.isSlowed).toBe(false);

  emulator.throttles.set('DescribeImages', { ratePerSecond: 2, burst: 1 });
  await Promise.all(Array.from({ length: 3 }, () => Array.fromAsync(registry.images('shop/web'))));
  expect(registry.isSlowed).toBe(true);
});

it('assumes a role under its external id', async () => {
  const { emulator } = await start();
  const everything = { Statement: { Effect: 'Allow' as const, Action: 'ecr:*', Resource: '*' } };
  emulator.iam.addRole({
    name: 'reader',
    policies: [everything],
    trust: {
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'right-id' } },
      },
    },
  });
  const role = (externalId: string) =>
    targetOf(emulator, {
      kind: 'role',
      roleArn: `arn:aws:iam::${emulator.account}:role/reader`,
      externalId,
      source: { kind: 'keys', ...emulator.keys },
    });

  const right = openRegistry(role('right-id'));
  const wrong = openRegistry(role('wrong-id'));
  open.push(
    () => right.close(),
    () => wrong.close(),
  );

  expect((await Array.fromAsync(right.repositories())).flat()).toHaveLength(1);
  await expect(Array.fromAsync(wrong.repositories())).rejects.toMatchObject({ code: 'ASSUME_ROLE_DENIED' });
});

it('says so when nothing answers', async () => {
  const sender = createSender({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { kind: 'keys', accessKeyId: 'AKIA0000000000000000', secretAccessKey: 'x' },
  });
  open.push(() => sender.close());

  await expect(sender.send('X', () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })))).rejects.toMatchObject(
    { code: 'ENDPOINT_UNREACHABLE' },
  );
});
