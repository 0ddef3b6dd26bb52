import { folderLayerCache, readInventory, type ReadImage } from '@plimsoll/engine';
import { type Inventory, toProblem } from '@plimsoll/model';
import { indexImages, type KnownImage, type KnownImages } from '@plimsoll/remediation';
import { layerFolder } from '../environment.ts';
import { openRegistry, platformOf, type Registry, toKnownImage } from '../registry.ts';
import { note, type Terminal } from '../terminal.ts';

/** The target among the images at hand. */
export interface KnownTarget {
  readonly target: KnownImage;
  readonly registry: Registry;
  readonly known: KnownImages;
}

/** Opens the registries that were given and finds the target's place among them. @throws PlimsollError if a place cannot be opened */
export async function openLineage(read: ReadImage, places: readonly string[], terminal: Terminal): Promise<KnownTarget> {
  const registry = await openRegistry(places, platformOf(read.image));
  for (const { message } of registry.problems) note(terminal, 'warning', `an image of the registry was left out: ${message}`);
  const known = indexImages(registry.images.map((image) => image.known));
  const self = toKnownImage(read.image);
  return { target: known.withDigest(self.digest)[0] ?? self, registry, known };
}

/** Reads an image of the registry; layers that were read before come from the cache. Undefined if it cannot be read: a warning has told why. */
export async function readKnown(
  image: KnownImage,
  name: string,
  { registry }: KnownTarget,
  { cache }: { readonly cache: boolean },
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<Inventory | undefined> {
  const entry = registry.images.find(({ known }) => known.digest === image.digest);
  if (entry === undefined) return undefined;
  try {
    return await readInventory(entry.source, entry.image, cache ? { cache: folderLayerCache(layerFolder(environment)) } : {});
  } catch (error) {
    note(terminal, 'warning', `${name} was left out: ${toProblem(error).message}`);
    return undefined;
  }
}
