import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImage, openOciLayout } from '@plimsoll/image';
import type { ManifestFile } from '@plimsoll/remediation';
import { buildImage, type BuiltImage, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifests } from './manifests.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-manifests-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function manifestsOf(name: string, image: BuiltImage, firstLayer: number): Promise<readonly ManifestFile[]> {
  writeOciLayout(join(dir, name), { 'a.1': image });
  const source = await openOciLayout(join(dir, name));
  try {
    return await readManifests(source, await openImage(source), firstLayer);
  } finally {
    await source.close();
  }
}

const base = { files: { 'opt/tool/package.json': '{"base":true}' } };

it("reads manifests and lock files of the application's layers, and not those of dependencies", async () => {
  const image = buildImage({
    layers: [
      base,
      {
        files: {
          'srv/app/package.json': '{"a":1}',
          'srv/app/yarn.lock': 'b',
          'srv/app/node_modules/left/package.json': '{}',
          'usr/lib/python3/site-packages/x/requirements.txt': 'y',
          'srv/app/main.js': '',
        },
      },
    ],
  });

  expect(await manifestsOf('application', image, 1)).toEqual([
    { path: 'srv/app/package.json', text: '{"a":1}' },
    { path: 'srv/app/yarn.lock', text: 'b' },
  ]);
  expect(await manifestsOf('whole', image, 0)).toHaveLength(3);
});

it('takes the newest of a file, and none that was deleted', async () => {
  const image = buildImage({
    layers: [
      { files: { 'srv/package.json': 'old', 'srv/go.mod': 'gone' } },
      { files: { 'srv/package.json': 'new' }, removes: ['srv/go.mod'] },
    ],
  });

  expect(await manifestsOf('squashed', image, 0)).toEqual([{ path: 'srv/package.json', text: 'new' }]);
});

it('reads no layer of an image that is its base', async () => {
  expect(await manifestsOf('base', buildImage({ layers: [base] }), 1)).toEqual([]);
});

it('goes on past a layer that cannot be read', async () => {
  const image = buildImage({ layers: [{ files: { 'srv/package.json': 'x' } }, { files: { 'srv/go.mod': 'y' } }] });
  writeOciLayout(join(dir, 'damaged'), { 'a.1': image });
  await rm(join(dir, 'damaged', 'blobs', image.layers[0]!.digest.replace(':', '/')));
  const source = await openOciLayout(join(dir, 'damaged'));

  const files = await readManifests(source, await openImage(source), 0);
  await source.close();

  expect(files).toEqual([{ path: 'srv/go.mod', text: 'y' }]);
});
