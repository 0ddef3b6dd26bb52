import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as contract from '@plimsoll/contract';
import { blobOf, buildImage, type BuiltImage, descriptorOf, tarHeader, writeOciLayout, writeTar } from '@plimsoll/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './product.ts';

const MEBIBYTE = 2 ** 20;

const packageJson = (name: string): string => JSON.stringify({ name, version: '1.0.0' });
const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** An image with one npm package of its name in each layer: `one`, `one-2`. */
function healthy(name: string, layers = 1): BuiltImage {
  const names = Array.from({ length: layers }, (_, index) => (index === 0 ? name : `${name}-${index + 1}`));
  return buildImage({ layers: names.map((own) => ({ files: { [`srv/${own}/node_modules/${own}/package.json`]: packageJson(own) } })) });
}

/** A healthy image with one more layer: the bytes given, whatever they are. */
function withLayer(name: string, stored: Uint8Array, diffId: string): BuiltImage {
  const base = healthy(name);
  const layers = [...base.layers, { ...blobOf('application/vnd.oci.image.layer.v1.tar+gzip', stored), diffId, tar: new Uint8Array() }];
  const own = JSON.parse(Buffer.from(base.config.bytes).toString()) as object;
  const rootfs = { type: 'layers', diff_ids: layers.map((layer) => layer.diffId) };
  const config = blobOf(base.config.mediaType, Buffer.from(JSON.stringify({ ...own, rootfs })));
  const { mediaType } = base.manifest;
  const text = { schemaVersion: 2, mediaType, config: descriptorOf(config), layers: layers.map((layer) => descriptorOf(layer)) };
  return { ...base, config, layers, manifest: blobOf(mediaType, Buffer.from(JSON.stringify(text))), blobs: [config, ...layers] };
}

/** A file of ten gigabytes of zeros in 10 MB: one gzip member of 64 MiB, 160 times over. */
function bomb(): Uint8Array {
  const member = gzipSync(Buffer.alloc(64 * MEBIBYTE), { level: 9 });
  // A header holds 8 GiB at most, so there are two files; both are wanted by an analyzer.
  const header = (name: string): Buffer =>
    gzipSync(tarHeader({ path: `srv/node_modules/${name}/package.json`, typeFlag: '0', sizeBytes: 80 * 64 * MEBIBYTE }));
  const half = Array.from({ length: 80 }, () => member);
  return Buffer.concat([header('x'), ...half, header('y'), ...half]);
}

function flipLastBit(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(path, bytes);
}

let folder: string;
let product: Product;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-bad-'));
  const traversal = writeTar([
    { path: '../../etc/cron.d/evil', content: 'x' },
    { path: 'srv/node_modules/../../../node_modules/up/package.json', content: packageJson('up') },
    { path: 'srv/in/node_modules/inside/package.json', content: packageJson('inside') },
  ]);
  const long = writeTar([{ path: 'srv/node_modules/cut/package.json', content: packageJson('cut').padEnd(100_000) }]);
  const flipped = healthy('flipped', 2);
  const short = healthy('short', 2);
  writeOciLayout(folder, {
    'good-one.1': healthy('one'),
    'good-two.1': healthy('two', 2),
    'bad-traversal.1': withLayer('traversal', gzipSync(traversal), sha256(traversal)),
    'bad-bomb.1': withLayer('bomb', bomb(), `sha256:${'0'.repeat(64)}`),
    'bad-cut.1': withLayer('cut', gzipSync(long).subarray(0, 100), sha256(long)),
    'bad-flipped.1': flipped,
    'bad-short.1': short,
  });
  // The registry itself holds other bytes than the digest says: however often they are fetched, they are wrong.
  const blob = ({ layers }: BuiltImage): string => join(folder, 'blobs', layers[1]!.digest.replace(':', '/'));
  flipLastBit(blob(flipped));
  writeFileSync(blob(short), readFileSync(blob(short)).subarray(0, 100));
  product = await startProduct({ images: [folder] });
});
afterAll(async () => {
  await product.close();
  rmSync(folder, { recursive: true });
});

describe('a registry with images that cannot be read whole', () => {
  let connection: contract.Connection;
  let grownMegabytes = 0;
  const problemsOf = new Map<string, string[]>();

  beforeAll(async () => {
    const before = process.memoryUsage.rss();
    const timer = setInterval(() => (grownMegabytes = Math.max(grownMegabytes, (process.memoryUsage.rss() - before) / MEBIBYTE)), 20);
    connection = await product.settled(await product.connect());
    clearInterval(timer);
    for (const { repository, code, message } of await product.call(contract.connectionProblems, {
      params: { connection: connection.id },
    })) {
      problemsOf.set(repository, [...(problemsOf.get(repository) ?? []), `${code} ${message}`]);
    }
  });

  it.each`
    repository         | words
    ${'bad/flipped'}   | ${/^DIGEST_MISMATCH layer 2 of 2: .*sha256:/}
    ${'bad/short'}     | ${/^TRUNCATED layer 2 of 2: .*: 100 of \d+ bytes came/}
    ${'bad/cut'}       | ${/^(TRUNCATED|CORRUPT_ARCHIVE) /}
    ${'bad/traversal'} | ${/^UNSAFE_PATH .*etc\/cron.d\/evil/}
    ${'bad/bomb'}      | ${/^LIMIT_EXCEEDED /}
  `(
    'says what is wrong with $repository, and reads the rest of it',
    async ({ repository, words }: { repository: string; words: RegExp }) => {
      const params = { connection: connection.id, repository, reference: '1' };

      const image = await product.call(contract.getImage, { params });
      const { rows } = await product.call(contract.listPackages, { params });

      expect(problemsOf.get(repository)).toContainEqual(expect.stringMatching(words));
      expect(image).toMatchObject({ state: 'read', coverage: 'partial' });
      expect(rows.map(({ name }) => name)).toContain(repository.slice('bad/'.length));
    },
  );

  it('lets no name lead out of the image', async () => {
    const { rows } = await product.call(contract.listPackages, {
      params: { connection: connection.id, repository: 'bad/traversal', reference: '1' },
    });

    expect(rows.map(({ name, path }) => `${name} ${path}`)).toEqual([
      expect.stringMatching(/^inside srv\/in\//),
      expect.stringMatching(/^traversal srv\/traversal\//),
    ]);
  });

  it.each(['good/one', 'good/two'])('reads %s as if nothing was beside it', async (repository) => {
    const image = await product.call(contract.getImage, { params: { connection: connection.id, repository, reference: '1' } });

    expect(image).toMatchObject({ state: 'read', coverage: 'complete', problems: [] });
  });

  it('tries a layer with a wrong digest once more, and then no more', () => {
    const { digest } = healthy('flipped', 2).layers[1]!;

    expect(product.emulator.requests.filter((request) => request.operation === 'layers/get' && request.digest === digest)).toHaveLength(2);
  });

  it('ends the sync', () => {
    expect(connection).toMatchObject({ state: 'connected', shown: 'connected', images: { total: 7, read: 7, failed: 0 } });
  });

  it('does not take the memory that a bomb asks for', () => {
    expect(grownMegabytes).toBeLessThan(700);
  });
});

describe('credentials that do not do', () => {
  const target = (keys: { accessKeyId: string; secretAccessKey: string }) => ({
    region: product.emulator.region,
    endpoint: product.emulator.endpoint,
    credentials: { kind: 'keys', ...keys },
  });

  it('a wrong secret', async () => {
    const body = target({ ...product.emulator.keys, secretAccessKey: 'x'.repeat(40) });

    const { ok, failure } = await product.call(contract.testConnection, { body });

    expect({ ok, failure }).toMatchObject({ ok: false, failure: { code: 'CREDENTIALS_INVALID', title: 'The access key is not valid.' } });
    expect(JSON.stringify(failure)).not.toContain('x'.repeat(40));
  });

  it('a missing permission, with the statement that grants it', async () => {
    const Action = ['ecr:GetAuthorizationToken', 'ecr:DescribeRepositories', 'ecr:DescribeImages', 'ecr:BatchGetImage'];
    const keys = product.emulator.iam.addUser({ name: 'partly', policies: [{ Statement: { Effect: 'Allow', Action, Resource: '*' } }] });

    const { ok, permissions } = await product.call(contract.testConnection, { body: target(keys) });

    expect(ok).toBe(false);
    expect(permissions.filter(({ state }) => state !== 'granted')).toEqual([
      expect.objectContaining({
        action: 'ecr:GetDownloadUrlForLayer',
        state: 'missing',
        statement: expect.stringContaining('ecr:GetDownloadUrlForLayer') as string,
      }),
    ]);
  });

  it('keys that stop working are told on the connection, and what was read stays', async () => {
    product.emulator.iam.setPolicies('admin', []);
    const [connection] = await product.call(contract.listConnections);
    await product.call(contract.syncConnection, { params: { connection: connection!.id } });

    await expect
      .poll(() => product.call(contract.getConnection, { params: { connection: connection!.id } }), { timeout: 20_000 })
      .toMatchObject({ shown: 'attention', lastError: { code: 'PERMISSION_DENIED' }, images: { read: 7 } });
  });
});
