import { layerCache } from '@plimsoll/db';
import { createTestDatabase, type TestDatabase } from '@plimsoll/db/testing';
import { type EcrRegistry, openRegistry } from '@plimsoll/ecr';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { parseDigest } from '@plimsoll/model';
import { buildArtifact, buildIndex, buildProvenance } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appWith, push, registryOf } from '../testing/registry.ts';
import { readManifest } from './read-manifest.ts';
import type { ReadResult, ReadUpdate } from './read-request.ts';

const image = appWith({ left: '1.0.0', right: '1.0.0' });
const index = buildIndex({ manifests: [{ image }, { image: appWith({ arm: '1.0.0' }), platform: 'linux/arm64', missing: true }] });
const chart = buildArtifact({ configMediaType: 'application/vnd.cncf.helm.config.v1+json', layers: [] });

let database: TestDatabase;
let emulator: Emulator;
let registry: EcrRegistry;
beforeAll(async () => {
  database = await createTestDatabase();
  emulator = await registryOf({ 'shop/web:1': image, 'shop/web:2': index, 'shop/web:chart': chart });
  registry = openRegistry({
    region: emulator.region,
    endpoint: emulator.endpoint,
    layerHosts: [new URL(emulator.layerEndpoint).host],
    credentials: { kind: 'keys', ...emulator.keys },
  });
});
afterAll(async () => {
  registry.close();
  await emulator.close();
  await database.close();
});

const updates: ReadUpdate[] = [];
const read = ({ digest }: { digest: string }): Promise<ReadResult> =>
  readManifest(
    registry,
    { repository: 'shop/web', digest: parseDigest(digest), tag: undefined },
    { cache: layerCache(database.db), signal: new AbortController().signal, onUpdate: (update) => updates.push(update) },
  );

it('reads an image, and says how far it is', async () => {
  const result = await read(image.manifest);

  expect(result).toMatchObject({
    kind: 'image',
    platform: 'linux/amd64',
    inventory: { coverage: 'complete', sets: [{ layer: 0 }, { layer: 1 }] },
  });
  const size = image.layers.reduce((sum, { bytes }) => sum + bytes.length, 0);
  expect(updates.reduce((sum, { bytesFetched }) => sum + bytesFetched, 0)).toBe(size);
  expect(updates.at(-1)).toMatchObject({ layersDone: 2, layers: 2 });

  updates.length = 0;
  await read(image.manifest);
  expect(updates.reduce((sum, { bytesFetched }) => sum + bytesFetched, 0)).toBe(0);
});

it('reads what attestations say the images of an index were built from', async () => {
  const node = { uri: 'pkg:docker/node@20', digest: `sha256:${'b'.repeat(64)}` };
  const other = appWith({ other: '1.0.0' });
  const attested = buildIndex({
    manifests: [
      { image },
      { image: other },
      buildProvenance({ image, version: 'v0.2', materials: [node] }),
      buildProvenance({ image: other, version: 'v1', materials: [], content: '[' }),
    ],
  });
  await push(emulator, 'shop/web', 'attested', attested);

  expect(await read(attested.manifest)).toMatchObject({
    kind: 'index',
    children: [{ materials: [{ name: 'node:20', digest: node.digest }] }, { digest: other.manifest.digest, materials: [] }],
    problems: [{ code: 'MALFORMED_PROVENANCE' }],
  });
});

it('names the children of an index, and those that are gone', async () => {
  expect(await read(index.manifest)).toMatchObject({
    kind: 'index',
    children: [{ digest: image.manifest.digest, platform: 'linux/amd64' }],
    problems: [expect.anything()],
  });
});

it('says what is no image', async () => {
  expect(await read(chart.manifest)).toEqual({ kind: 'not-an-image', what: expect.stringContaining('helm') as string });
});

it('says what is not there', async () => {
  await expect(read({ digest: `sha256:${'0'.repeat(64)}` })).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
});
