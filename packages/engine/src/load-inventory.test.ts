import { buildImage } from '@plimsoll/testkit';
import { expect, it } from 'vitest';
import { loadInventory } from './load-inventory.ts';
import { readImage } from './read-image.ts';
import { sourceOf } from './testing/built-source.ts';

const image = buildImage({
  layers: ['left', 'right'].map((name) => ({
    files: { [`srv/${name}/node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0' }) },
  })),
});

it('gives what reading gave, and nothing if a layer is not kept any more', async () => {
  const entries = new Map<string, Uint8Array>();
  const cache = {
    get: (key: string) => Promise.resolve(entries.get(key)),
    set: async (key: string, value: Uint8Array) => void entries.set(key, value),
  };
  const { inventory } = await readImage(sourceOf(image), { cache });

  expect(await loadInventory(inventory.layers, cache)).toEqual(inventory);

  entries.delete([...entries.keys()][0]!);
  expect(await loadInventory(inventory.layers, cache)).toBeUndefined();
});
