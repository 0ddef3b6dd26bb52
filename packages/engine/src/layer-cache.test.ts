import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDigest } from '@plimsoll/model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderLayerCache, layerKey, loadLayer, saveLayer } from './layer-cache.ts';
import type { LayerResult } from './layer-result.ts';

const LAYER = parseDigest(`sha256:${'a'.repeat(64)}`);
const RESULT: LayerResult = {
  tree: {
    whiteouts: ['a'],
    opaques: [],
    shadows: [],
    symlinks: {},
    hardLinks: {},
    directories: [],
    entries: 1,
    unpackedBytes: 512,
    problems: [],
  },
  files: [],
  facts: { facts: [{ kind: 'setuid', path: 'bin/su', mode: 0o4755 }], omitted: 0 },
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'plimsoll-layers-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps a layer under a name that a file may have', async () => {
  const cache = folderLayerCache(join(folder, 'new'));

  await saveLayer(cache, LAYER, RESULT);

  expect(await loadLayer(cache, LAYER)).toEqual(RESULT);
  expect(readdirSync(join(folder, 'new'))).toEqual([layerKey(LAYER)]);
  expect(layerKey(LAYER)).toMatch(/^sha256-a{64}\.[0-9a-f]{16}$/);
  expect(statSync(join(folder, 'new', layerKey(LAYER))).mode & 0o777).toBe(0o600);
});

it('knows nothing of a layer that was not kept, nor of an entry that cannot be read', async () => {
  const cache = folderLayerCache(folder);
  expect(await loadLayer(cache, LAYER)).toBeUndefined();

  writeFileSync(join(folder, layerKey(LAYER)), 'no zstd');

  expect(await loadLayer(cache, LAYER)).toBeUndefined();
});

it('does without a folder that cannot be written', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  const cache = folderLayerCache(file);

  await saveLayer(cache, LAYER, RESULT);

  expect(await loadLayer(folderLayerCache(folder), LAYER)).toBeUndefined();
});
