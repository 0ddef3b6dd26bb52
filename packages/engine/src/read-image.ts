import { openImage, type ImageSource, type Limits, type OpenedImage } from '@plimsoll/image';
import { type Digest, type Inventory, PlimsollError, type Problem } from '@plimsoll/model';
import { assemble } from './assemble.ts';
import { type ImageFacts, placeFacts } from './image-facts.ts';
import { type LayerCache, layerKey, loadLayer, saveLayer } from './layer-cache.ts';
import type { LayerResult } from './layer-result.ts';
import { analyzeLayer } from './read-layer.ts';

/** What is happening now, for people. */
export interface ReadProgress {
  /** Layers that are done, and how many there are. */
  readonly layersDone: number;
  readonly layers: number;
  /** Stored bytes read so far, and of the whole image; layers that the cache knew count as read. */
  readonly bytesDone: number;
  readonly bytes: number;
  /** Stored bytes that the cache spared. */
  readonly bytesCached: number;
}

export interface ReadImageOptions {
  /** Tag, digest or reference name; undefined = the only image there is. */
  readonly reference?: string;
  /** `linux/amd64` unless said otherwise. */
  readonly platform?: string;
  readonly cache?: LayerCache;
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** An image and what is in it. */
export interface ReadImage {
  readonly image: OpenedImage;
  readonly inventory: Inventory;
  /** What the checks ask for, of all layers. */
  readonly facts: ImageFacts;
}

/** Layers that are read at the same time: enough to hide the network, few enough to bound memory. */
const PARALLEL_LAYERS = 3;

/**
 * Reads an image once: every layer that the cache does not know is streamed through all analyzers. A layer that cannot be read is a
 * problem of the inventory, whose coverage is then partial.
 *
 * @throws PlimsollError whatever `openImage` throws; the first layer's error if no layer could be read; CANCELLED
 */
export async function readImage(source: ImageSource, options: ReadImageOptions = {}): Promise<ReadImage> {
  return readOpenedImage(source, await openImage(source, options), options);
}

/** The inventory of an image that is open already. */
export async function readInventory(source: ImageSource, image: OpenedImage, options: ReadImageOptions = {}): Promise<Inventory> {
  return (await readOpenedImage(source, image, options)).inventory;
}

/** The same as `readImage` for an image that is open already. */
export async function readOpenedImage(source: ImageSource, image: OpenedImage, options: ReadImageOptions = {}): Promise<ReadImage> {
  const { cache, onProgress, signal } = options;
  const results: (LayerResult | undefined)[] = image.layers.map(() => undefined);
  const failures: PlimsollError[] = [];
  const progress = { layersDone: 0, layers: image.layers.length, bytesDone: 0, bytes: sum(image.layers), bytesCached: 0 };

  const readOne = async (index: number): Promise<void> => {
    const layer = image.layers[index]!;
    const onBytes = (bytes: number): void => {
      progress.bytesDone += bytes;
      onProgress?.({ ...progress });
    };
    try {
      const { result, isCached } = await readOrLoad(layer.digest, cache, () => analyzeTwice(source, layer, { ...options, onBytes }));
      results[index] = result;
      if (isCached) {
        progress.bytesDone += layer.sizeBytes;
        progress.bytesCached += layer.sizeBytes;
      }
    } catch (error) {
      if (signal?.aborted === true) throw new PlimsollError('CANCELLED', `reading ${image.name} was cancelled`, { cause: error });
      if (!(error instanceof PlimsollError)) throw error;
      failures.push(
        new PlimsollError(error.code, `layer ${index + 1} of ${image.layers.length}: ${error.message}`, { hint: error.hint, cause: error }),
      );
    }
    progress.layersDone++;
    onProgress?.({ ...progress });
  };

  await inParallel(image.layers.length, PARALLEL_LAYERS, readOne);
  if (failures.length > 0 && failures.length === image.layers.length) throw failures[0]!;
  const problems = failures.map(({ code, message }): Problem => ({ code, message }));
  return { image, inventory: assemble(image.layers, results, problems), facts: placeFacts(results, problems) };
}

interface Obtained {
  readonly result: LayerResult;
  readonly isCached: boolean;
}

/** A layer from the cache, else read and kept; of several who want the same at the same time one reads. */
async function readOrLoad(digest: Digest, cache: LayerCache | undefined, read: () => Promise<LayerResult>): Promise<Obtained> {
  if (cache === undefined) return { result: await read(), isCached: false };
  const load = async (): Promise<Obtained | undefined> => {
    const result = await loadLayer(cache, digest);
    return result === undefined ? undefined : { result, isCached: true };
  };
  const obtain = async (): Promise<Obtained> => {
    const result = await read();
    await saveLayer(cache, digest, result);
    return { result, isCached: false };
  };
  const known = await load();
  if (known !== undefined) return known;
  if (cache.exclusively === undefined) return obtain();
  return cache.exclusively(layerKey(digest), async () => (await load()) ?? obtain());
}

/** What a bad read looks like; where a network lies between, one more try may give the right bytes. */
const BAD_READS = new Set(['DIGEST_MISMATCH', 'SIZE_MISMATCH', 'TRUNCATED']);

async function analyzeTwice(...[source, layer, options]: Parameters<typeof analyzeLayer>): Promise<LayerResult> {
  try {
    return await analyzeLayer(source, layer, options);
  } catch (error) {
    if (source.mayDiffer !== true || !(error instanceof PlimsollError) || !BAD_READS.has(error.code)) throw error;
    return analyzeLayer(source, layer, options);
  }
}

async function inParallel(count: number, width: number, run: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
}

function sum(layers: readonly { readonly sizeBytes: number }[]): number {
  return layers.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}
