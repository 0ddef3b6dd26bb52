import type { Inventory, Layer } from '@plimsoll/model';
import { assemble } from './assemble.ts';
import { type LayerCache, loadLayer } from './layer-cache.ts';
import type { LayerResult } from './layer-result.ts';

/**
 * Puts the inventory of an image together from what was kept of its layers: nothing is fetched.
 *
 * @returns undefined if a layer is not there any more; the image is then to be read again
 */
export async function loadInventory(layers: readonly Layer[], cache: LayerCache): Promise<Inventory | undefined> {
  const results: LayerResult[] = [];
  for (const { digest } of layers) {
    const result = await loadLayer(cache, digest);
    if (result === undefined) return undefined;
    results.push(result);
  }
  return assemble(layers, results, []);
}
