import { type Database, layerCache, type StoredLayers, storedLayers } from '@plimsoll/db';
import { loadInventory } from '@plimsoll/engine';
import { type Inventory, PlimsollError } from '@plimsoll/model';

/** What was kept of an image's layers, and the steps that built it. */
export interface StoredInventory extends Pick<StoredLayers, 'layers'> {
  readonly inventory: Inventory;
  readonly steps: readonly { instruction: string; hasLayer: boolean }[];
}

/**
 * The inventory of an image from what was kept of its layers: nothing is fetched.
 *
 * @throws PlimsollError NOT_FOUND if the image was not read, or its layers are not kept any more
 */
export async function inventoryOf(image: number, db: Database): Promise<StoredInventory> {
  const kept = await keptInventory(image, db);
  if (kept === undefined) {
    throw new PlimsollError('NOT_FOUND', 'what was read of the layers is not kept any more', {
      hint: 'sync the registry, connected anew if it is disconnected: the layers are read again',
    });
  }
  return kept;
}

/** The same; undefined in place of an error. */
export async function keptInventory(image: number, db: Database): Promise<StoredInventory | undefined> {
  const { layers, config } = await storedLayers(db, image);
  const inventory = layers.length === 0 ? undefined : await loadInventory(layers, layerCache(db));
  if (inventory === undefined) return undefined;
  return { inventory, layers, steps: config?.steps ?? layers.map(({ instruction }) => ({ instruction, hasLayer: true })) };
}
