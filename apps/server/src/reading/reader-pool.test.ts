import { createTestDatabase, type TestDatabase } from '@plimsoll/db/testing';
import { type Emulator, faults } from '@plimsoll/ecr-emulator';
import { parseDigest } from '@plimsoll/model';
import { buildImage } from '@plimsoll/testkit';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { appWith, registryOf } from '../testing/registry.ts';
import type { ReadRequest, ReadResult } from './read-request.ts';
import { createReaderPool, type ReaderPool, type ReaderPoolOptions } from './reader-pool.ts';

const image = appWith({ left: '1.0.0' });
// 300,000 small packages: far more than a process of 64 MB can hold.
const huge = buildImage({
  layers: [
    {
      files: { 'lib/apk/db/installed': Array.from({ length: 300_000 }, (_, i) => `P:p${i}\nV:1.0-r0\nL:${'MIT '.repeat(8)}\n\n`).join('') },
    },
  ],
});

let database: TestDatabase;
let emulator: Emulator;
const pools: ReaderPool[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  emulator = await registryOf({ 'shop/web:1': image, 'shop/web:huge': huge });
});
afterEach(async () => {
  emulator.faults.clear();
  for (const pool of pools.splice(0)) await pool.close();
  await database.db.query('delete from layer_cache');
});
afterAll(async () => {
  await emulator.close();
  await database.close();
});

function poolOf(options: Partial<ReaderPoolOptions> = {}): ReaderPool {
  const pool = createReaderPool({ databaseUrl: database.url, size: 1, ...options });
  pools.push(pool);
  return pool;
}

function read(pool: ReaderPool, { manifest } = image, signal = new AbortController().signal): Promise<ReadResult> {
  const { region, endpoint, layerEndpoint, keys } = emulator;
  const request: ReadRequest = {
    target: { region, endpoint, layerHosts: [new URL(layerEndpoint).host], credentials: { kind: 'keys', ...keys } },
    repository: 'shop/web',
    digest: parseDigest(manifest.digest),
    tag: undefined,
  };
  return pool.read(request, { signal, onUpdate: () => undefined });
}

it('reads one image after the other in its processes', async () => {
  const pool = poolOf();

  const results = await Promise.all([read(pool), read(pool), read(pool)]);

  expect(results.map(({ kind }) => kind)).toEqual(['image', 'image', 'image']);
});

it('passes on what goes wrong, and reads the next', async () => {
  const pool = poolOf();
  const missing = { ...image, manifest: { ...image.manifest, digest: `sha256:${'0'.repeat(64)}` } };

  await expect(read(pool, missing)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
  expect(await read(pool)).toMatchObject({ kind: 'image' });
});

it('fails an image that eats all memory, and no other', async () => {
  const pool = poolOf({ memoryMegabytes: 64 });

  const [first, second] = await Promise.allSettled([read(pool, huge), read(pool)]);

  expect(first).toMatchObject({
    status: 'rejected',
    reason: { code: 'LIMIT_EXCEEDED', message: expect.stringContaining('ran out of memory') as string },
  });
  expect(second).toMatchObject({ status: 'fulfilled', value: { kind: 'image' } });
});

it('fails an image that takes too long, and no other', async () => {
  const pool = poolOf({ timeoutMs: 3000 });
  emulator.faults.add({ operation: 'layers/get', fault: faults.stall(0) });

  const [first, second] = await Promise.allSettled([read(pool), read(pool)]);

  expect(first).toMatchObject({
    status: 'rejected',
    reason: { code: 'LIMIT_EXCEEDED', message: expect.stringContaining('3 seconds') as string },
  });
  expect(second).toMatchObject({ status: 'fulfilled', value: { kind: 'image' } });
});

it('can be cancelled, image by image and as a whole', async () => {
  const pool = poolOf();
  emulator.faults.add({ operation: 'layers/get', fault: faults.stall(0), times: 10 });
  const stop = new AbortController();
  const first = read(pool, image, stop.signal);
  setTimeout(() => stop.abort(), 500);
  await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });

  const [running, queued] = [read(pool), read(pool)];
  setTimeout(() => void pool.close(), 500);
  const outcomes = await Promise.allSettled([running, queued]);

  expect(outcomes.map((outcome) => outcome.status === 'rejected' && (outcome.reason as { code: string }).code)).toEqual([
    'CANCELLED',
    'CANCELLED',
  ]);
  await expect(read(pool)).rejects.toMatchObject({ code: 'CANCELLED' });
});
