import { buildImage, type BuiltImage } from '@plimsoll/testkit';
import { describe, expect, it } from 'vitest';
import type { LayerCache } from './layer-cache.ts';
import { layerKey, loadLayer, saveLayer } from './layer-cache.ts';
import { loadManifests, ManifestCollector } from './layer-manifests.ts';
import { readImage } from './read-image.ts';
import { sourceOf } from './testing/built-source.ts';

const KIB = 1024;

function collect(files: Readonly<Record<string, string>>): string[] {
  const collector = new ManifestCollector();
  for (const [path, text] of Object.entries(files))
    collector.onFile({ path, sizeBytes: text.length, read: (from, length) => Buffer.from(text).subarray(from, from + length) });
  return collector.finish().map((file) => `${file.path} ${file.text.length}`);
}

describe('of one layer', () => {
  it('keeps the text of what is read, and the name of what only has to be there', () => {
    expect(collect({ 'app/yarn.lock': 'abc', 'app/package.json': '{}' })).toEqual(['app/package.json 2', 'app/yarn.lock 0']);
  });

  it('keeps no text over 512 KiB', () => {
    expect(collect({ 'package.json': 'x'.repeat(512 * KIB), 'package-lock.json': 'x'.repeat(512 * KIB + 1) })).toEqual([
      'package-lock.json 0',
      `package.json ${512 * KIB}`,
    ]);
  });

  it('keeps 40, those nearest to the root, whatever their order', () => {
    const deep = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`app/packages/p${index}/package.json`, '{}']));

    const kept = collect({ ...deep, 'app/package.json': '{}' });

    expect(kept).toHaveLength(40);
    expect(kept[0]).toBe('app/package.json 2');
  });

  it('keeps 4 MiB', () => {
    const large = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`app/${index}/package.json`, 'x'.repeat(500 * KIB)]));

    expect(collect(large)).toHaveLength(8);
  });

  it('takes the last of a path', () => {
    const collector = new ManifestCollector();
    for (const text of ['old', 'new!']) collector.onFile({ path: 'go.mod', sizeBytes: text.length, read: () => Buffer.from(text) });

    expect(collector.finish()).toEqual([{ path: 'go.mod', text: 'new!' }]);
  });
});

describe('of an image', () => {
  const image = buildImage({
    layers: [
      { files: { 'opt/tool/package.json': '{"base":true}' } },
      { files: { 'srv/package.json': 'old', 'srv/go.mod': 'gone', 'srv/node_modules/a/package.json': '{}' } },
      { files: { 'srv/package.json': 'new', 'srv/readme': 'x' }, removes: ['srv/go.mod'] },
    ],
  });

  async function readInto(entries: Map<string, Uint8Array>, built: BuiltImage) {
    const cache: LayerCache = {
      get: (key) => Promise.resolve(entries.get(key)),
      set: async (key, value) => void entries.set(key, value),
    };
    const { inventory } = await readImage(sourceOf(built), { cache });
    return { cache, layers: inventory.layers };
  }

  it('are those of the application in the final image', async () => {
    const { cache, layers } = await readInto(new Map(), image);

    expect(await loadManifests(layers, cache, 1)).toEqual([{ path: 'srv/package.json', text: 'new' }]);
    expect(await loadManifests(layers, cache, 0)).toHaveLength(2);
    expect(await loadManifests(layers, cache, 3)).toEqual([]);
  });

  it('are none where nothing is kept, or nothing was when the layer was read', async () => {
    const entries = new Map<string, Uint8Array>();
    const { cache, layers } = await readInto(entries, image);
    entries.delete(layerKey(layers[2]!.digest));
    const { manifests: _, ...older } = (await loadLayer(cache, layers[0]!.digest))!;
    await saveLayer(cache, layers[0]!.digest, older);

    expect((await loadManifests(layers, cache, 0)).map(({ path }) => path)).toEqual(['srv/go.mod', 'srv/package.json']);
  });

  it('add nothing to what is kept of a layer without any', async () => {
    const { cache, layers } = await readInto(new Map(), buildImage({ layers: [{ files: { 'etc/os-release': 'ID=debian' } }] }));

    expect(await loadLayer(cache, layers[0]!.digest)).not.toHaveProperty('manifests');
  });
});
