import { type ImageSource, type OpenedImage, readLayer, squash } from '@plimsoll/image';
import { toProblem } from '@plimsoll/model';
import { isManifest, type ManifestFile } from '@plimsoll/remediation';

const MAX_FILE_BYTES = 20_000_000;
const MAX_FILES = 500;

/**
 * The manifests and lock files that the application's layers hold, in the final image: what a plan changes, and how it knows which package
 * manager is used. A layer that cannot be read holds none: reading the image has told that already.
 *
 * @param firstLayer layers below it are the base's
 */
export async function readManifests(source: ImageSource, image: OpenedImage, firstLayer: number): Promise<readonly ManifestFile[]> {
  const found: (ManifestFile & { layer: number })[] = [];
  const trees: Awaited<ReturnType<typeof readLayer>>[] = [];
  for (const layer of image.layers.slice(firstLayer)) {
    const files: ManifestFile[] = [];
    try {
      const stream = await source.openBlob(layer);
      const tree = await readLayer(stream, layer, {
        matches: isManifest,
        onFile: (entry) => {
          if (entry.sizeBytes > MAX_FILE_BYTES || found.length + files.length >= MAX_FILES) return;
          files.push({ path: entry.path, text: Buffer.from(entry.read(0, entry.sizeBytes)).toString() });
        },
      });
      found.push(...files.map((file) => ({ ...file, layer: trees.length })));
      trees.push(tree);
    } catch (error) {
      toProblem(error); // a bug is rethrown
    }
  }
  const view = squash(trees);
  return found.filter(({ layer, path }) => view.isVisible(layer, path)).map(({ path, text }) => ({ path, text }));
}
