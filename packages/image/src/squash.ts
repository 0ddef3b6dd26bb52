import { followLinks, type LinkView, resolvePath } from './resolve-path.ts';
import type { LayerTree } from './source.ts';

/** What the layers of an image amount to when they are applied one over the other. */
export interface SquashedImage {
  /**
   * True if the file that the layer brought at `path` (as `onFile` named it) is still there: not deleted, hidden or replaced by a later layer.
   *
   * @param before only the layers before this one are looked at; default all
   */
  isVisible(layer: number, path: string, before?: number): boolean;
  /**
   * Where `path` really lies: directory and file symlinks of the final image followed, never out of its root, hard links replaced by the
   * path whose content they share. A path that does not exist is returned as far as it can be followed; undefined for links in a circle.
   */
  resolve(path: string): string | undefined;
}

interface Link {
  readonly layer: number;
  readonly target: string;
}

/** The names of one layer, at the places where its parents' symlinks lead. */
interface PlacedLayer {
  readonly whiteouts: ReadonlySet<string>;
  readonly opaques: ReadonlySet<string>;
  readonly shadows: ReadonlySet<string>;
  /** Each replaces a file of its name, and hides nothing below it. */
  readonly directories: ReadonlySet<string>;
  /** Names that were placed elsewhere than written. */
  readonly moved: ReadonlyMap<string, string>;
}

/**
 * Applies whiteouts, opaque directories and replacements. What a layer deletes it deletes from the layers below it, never from itself, whatever the
 * order within its archive; what is no directory hides all that was below the directory of its name.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
 */
export function squash(trees: readonly LayerTree[]): SquashedImage {
  const placed: PlacedLayer[] = [];
  const symlinks = new Map<string, Link>();
  const hardLinks = new Map<string, Link>();
  for (const [layer, tree] of trees.entries()) {
    const own = placeLayer(tree, symlinks);
    placed.push(own);
    for (const links of [symlinks, hardLinks]) {
      for (const path of links.keys()) if (hides(own, path)) links.delete(path);
    }
    for (const directory of tree.directories) symlinks.delete(directory);
    for (const [path, target] of Object.entries(tree.symlinks)) symlinks.set(own.moved.get(path) ?? path, { layer, target });
    for (const [path, target] of Object.entries(tree.hardLinks)) {
      hardLinks.set(own.moved.get(path) ?? path, { layer, target: own.moved.get(target) ?? target });
    }
  }
  const isPlaceVisible = (layer: number, place: string, before = placed.length): boolean =>
    placed.slice(layer + 1, before).every((above) => !hides(above, place));
  const view: LinkView = { targetOf: (path) => symlinks.get(path)?.target };
  const sharedWith = (path: string): string | undefined => {
    const link = hardLinks.get(path);
    // If the target was replaced since, the link alone still has the content.
    return link !== undefined && isPlaceVisible(link.layer, link.target) ? link.target : undefined;
  };
  return {
    isVisible: (layer, path, before) => isPlaceVisible(layer, placed[layer]?.moved.get(path) ?? path, before),
    resolve: (path) => {
      const place = resolvePath(path, view);
      return place === undefined ? undefined : followLinks(place, sharedWith);
    },
  };
}

/** A directory that the layer states is one, whatever lay below; elsewhere its names go where the symlinks of their parents lead. */
function placeLayer(tree: LayerTree, below: ReadonlyMap<string, Link>): PlacedLayer {
  const own = new Map(Object.entries(tree.symlinks));
  const replaced = new Set([...tree.directories, ...tree.whiteouts]);
  const view: LinkView = { targetOf: (path) => own.get(path) ?? (replaced.has(path) ? undefined : below.get(path)?.target) };
  const directories = new Map<string, string>();
  const placeDirectory = (path: string): string => {
    let result = directories.get(path);
    if (result === undefined) {
      result = resolvePath(path, view) ?? path;
      directories.set(path, result);
    }
    return result;
  };
  const moved = new Map<string, string>();
  const place = (path: string): string => {
    const slash = path.lastIndexOf('/');
    if (slash === -1) return path;
    const parent = placeDirectory(path.slice(0, slash));
    const result = parent === '' ? path.slice(slash + 1) : parent + path.slice(slash);
    if (result !== path) moved.set(path, result);
    return result;
  };
  return {
    whiteouts: new Set(tree.whiteouts.map(place)),
    opaques: new Set(tree.opaques.map(placeDirectory)),
    shadows: new Set(tree.shadows.map(place)),
    directories: new Set(tree.directories),
    moved,
  };
}

function hides(layer: PlacedLayer, path: string): boolean {
  if (layer.whiteouts.has(path) || layer.shadows.has(path) || layer.directories.has(path) || layer.opaques.has('')) return true;
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const directory = path.slice(0, slash);
    if (layer.opaques.has(directory) || layer.whiteouts.has(directory) || layer.shadows.has(directory)) return true;
  }
  return false;
}
