import { type Database, layerCache, storedLayers } from '@plimsoll/db';
import { loadInventory } from '@plimsoll/engine';
import { type Inventory, PlimsollError } from '@plimsoll/model';

/**
 * The inventory of an image from what was kept of its layers, and the steps that built it: nothing is fetched.
 *
 * @throws PlimsollError NOT_FOUND if the image was not read, or its layers are not kept any more
 */
export async function inventoryOf(
  image: number,
  db: Database,
): Promise<{ inventory: Inventory; steps: { instruction: string; hasLayer: boolean }[] }> {
  const { layers, config } = await storedLayers(db, image);
  const inventory = layers.length === 0 ? undefined : await loadInventory(layers, layerCache(db));
  if (inventory === undefined) {
    throw new PlimsollError('NOT_FOUND', 'what was read of the layers is not kept any more', {
      hint: 'sync the registry, connected anew if it is disconnected: the layers are read again',
    });
  }
  return { inventory, steps: [...(config?.steps ?? layers.map(({ instruction }) => ({ instruction, hasLayer: true })))] };
}
