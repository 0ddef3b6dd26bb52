import { type LayerEntry, squash } from '@plimsoll/image';
import type { Layer } from '@plimsoll/model';
import { isManifest, isManifestRead, type ManifestFile } from '@plimsoll/remediation';
import { type LayerCache, loadLayer } from './layer-cache.ts';
import { EMPTY_TREE, type LayerResult } from './layer-result.ts';

/** A larger one is kept without its text. */
const MAX_FILE_BYTES = 512 * 1024;
/** Of one layer. */
const MAX_FILES = 40;
const MAX_LAYER_BYTES = 4 * 2 ** 20;

/** Gathers the manifests and lock files of one layer while it is read. Where there are too many, those nearest to the root are kept. */
export class ManifestCollector {
  #files: ManifestFile[] = [];

  wants(path: string): boolean {
    return isManifest(path);
  }

  onFile({ path, sizeBytes, read }: Pick<LayerEntry, 'path' | 'sizeBytes' | 'read'>): void {
    const last = this.#files[MAX_FILES - 1];
    if (last !== undefined && nearestFirst({ path }, last) > 0) return;
    const text = isManifestRead(path) && sizeBytes <= MAX_FILE_BYTES ? Buffer.from(read(0, sizeBytes)).toString() : '';
    // A path may come twice in an archive: the last counts.
    this.#files = [...this.#files.filter((file) => file.path !== path), { path, text }].toSorted(nearestFirst);
    while (this.#files.length > MAX_FILES || sizeOf(this.#files) > MAX_LAYER_BYTES) this.#files.pop();
  }

  /** The nearest to the root first, then by path. */
  finish(): readonly ManifestFile[] {
    return this.#files;
  }
}

/**
 * The manifests of an application from what was kept of its layers: nothing is fetched. A layer that is not kept any more, or was read before
 * manifests were kept, has none.
 *
 * @param firstLayer layers below it are the base's
 */
export async function loadManifests(layers: readonly Layer[], cache: LayerCache, firstLayer: number): Promise<ManifestFile[]> {
  const results: (LayerResult | undefined)[] = [];
  for (const { digest } of layers.slice(firstLayer)) results.push(await loadLayer(cache, digest));
  const view = squash(results.map((result) => result?.tree ?? EMPTY_TREE));
  return results.flatMap((result, layer) => (result?.manifests ?? []).filter(({ path }) => view.isVisible(layer, path)));
}

type Placed = Pick<ManifestFile, 'path'>;

function nearestFirst(a: Placed, b: Placed): number {
  return depthOf(a) - depthOf(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

function depthOf({ path }: Placed): number {
  return path.split('/').length;
}

function sizeOf(files: readonly ManifestFile[]): number {
  return files.reduce((sum, { path, text }) => sum + path.length + text.length, 0);
}
