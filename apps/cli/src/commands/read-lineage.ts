import { folderLayerCache, readInventory, type ReadImage } from '@plimsoll/engine';
import { readProvenance } from '@plimsoll/image';
import { type Inventory, toProblem } from '@plimsoll/model';
import { indexImages, type KnownImage, type KnownImages, type Material } from '@plimsoll/remediation';
import { openTarget } from '../target.ts';
import { layerFolder } from '../environment.ts';
import { openRegistry, platformOf, type Registry, toKnownImage } from '../registry.ts';
import { note, type Terminal } from '../terminal.ts';

/** The target among the images at hand. */
export interface KnownTarget {
  readonly target: KnownImage;
  readonly registry: Registry;
  readonly known: KnownImages;
}

/**
 * Opens the registries that were given and finds the target's place among them; what its provenance says comes from the target itself.
 *
 * @throws PlimsollError if a place cannot be opened
 */
export async function openLineage(target: string, read: ReadImage, places: readonly string[], terminal: Terminal): Promise<KnownTarget> {
  const self = toKnownImage(read.image, { materials: await materialsOf(target, read, terminal) });
  const registry = await openRegistry(places, platformOf(read.image));
  for (const { message } of registry.problems) note(terminal, 'warning', `not all of the registry could be read: ${message}`);
  const known = indexImages(registry.images.map((image) => image.known));
  return { target: known.withDigest(self.digest)[0] ?? self, registry, known };
}

async function materialsOf(target: string, { image }: ReadImage, terminal: Terminal): Promise<readonly Material[]> {
  if (image.attestations.length === 0) return [];
  const { source } = await openTarget(target);
  try {
    const { materials, problems } = await readProvenance(source, image, image.attestations);
    for (const { message } of problems) note(terminal, 'warning', message);
    return materials;
  } finally {
    await source.close();
  }
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
