import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { Digest } from '@plimsoll/model';
import { FINGERPRINT, type LayerResult } from './layer-result.ts';

/** Keeps what was found in a layer, so that no layer is read twice. Keys are file-name safe; values are opaque. */
export interface LayerCache {
  /** Undefined if it is not there. */
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array): Promise<void>;
  /**
   * Runs `work` while nobody else works under the same key: whoever comes second finds what the first has kept. Absent = two readers may
   * read the same layer at the same time.
   */
  exclusively?<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Decompressed size at which a cache entry is taken for damaged. */
const MAX_ENTRY_BYTES = 512 * 2 ** 20;

/** Nothing there, no right, a file in the place of the folder. */
const NOT_READABLE = new Set(['ENOENT', 'EACCES', 'ENOTDIR']);

/** No room, no right, a read-only disk, a file in the place of the folder. */
const NOT_WRITABLE = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR']);

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** The key of a layer: its digest and the fingerprint of the analyzers. */
export function layerKey(layer: Digest): string {
  return `${layer.replace(':', '-')}.${FINGERPRINT}`;
}

/** What is kept of a layer; undefined if nothing is, or if it cannot be read any more (the layer is then read again). */
export async function loadLayer(cache: LayerCache, layer: Digest): Promise<LayerResult | undefined> {
  const bytes = await cache.get(layerKey(layer));
  if (bytes === undefined) return undefined;
  try {
    const text = await decompress(bytes, { maxOutputLength: MAX_ENTRY_BYTES });
    return JSON.parse(text.toString()) as LayerResult;
  } catch {
    return undefined; // a cache is not a source: whatever is wrong with the entry, the layer itself is still there
  }
}

export async function saveLayer(cache: LayerCache, layer: Digest, result: LayerResult): Promise<void> {
  const text = Buffer.from(JSON.stringify(result));
  await cache.set(
    layerKey(layer),
    await compress(text, { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } }),
  );
}

/**
 * A cache in a folder, one file a layer, written beside and renamed: several processes may share it. The folder is made when needed; one
 * that cannot be written costs time and nothing else.
 */
export function folderLayerCache(folder: string): LayerCache {
  return {
    get: async (key) => {
      try {
        return await readFile(join(folder, key));
      } catch (error) {
        if (NOT_READABLE.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
        throw error;
      }
    },
    set: async (key, value) => {
      const temporary = join(folder, `.${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(temporary, value, { mode: 0o600 });
        await rename(temporary, join(folder, key));
      } catch (error) {
        if (!NOT_WRITABLE.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}
