import { createReadStream } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Digest } from '@plimsoll/model';

/** Blob bytes by digest: read-only OCI layouts below, and above them what was pushed, in memory or in a folder. */
export interface BlobStore {
  /** Undefined if it is nowhere. */
  find(digest: Digest): Promise<StoredBlob | undefined>;
  /** The digest is the caller's word, already verified. */
  put(digest: Digest, bytes: Uint8Array): Promise<void>;
}

export interface StoredBlob {
  readonly sizeBytes: number;
  /** Bytes `start` (included) to `end` (not included). */
  open(start: number, end: number): Readable;
}

/**
 * @param layouts OCI layout folders; nothing is ever written there
 * @param overlay a folder for what is pushed; undefined = in memory
 */
export function createBlobStore(layouts: readonly string[], overlay: string | undefined): BlobStore {
  const inMemory = new Map<Digest, Uint8Array>();
  const folders = [...(overlay === undefined ? [] : [overlay]), ...layouts];

  return {
    find: async (digest) => {
      const bytes = inMemory.get(digest);
      if (bytes) return { sizeBytes: bytes.byteLength, open: (start, end) => Readable.from([bytes.subarray(start, end)]) };
      for (const folder of folders) {
        const blob = await openFile(pathOf(folder, digest));
        if (blob) return blob;
      }
      return undefined;
    },
    put: async (digest, bytes) => {
      if (overlay === undefined) inMemory.set(digest, bytes);
      else await writeAtomically(pathOf(overlay, digest), bytes);
    },
  };
}

function pathOf(folder: string, digest: Digest): string {
  return join(folder, 'blobs', 'sha256', digest.slice('sha256:'.length));
}

async function openFile(path: string): Promise<StoredBlob | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  return {
    sizeBytes: found.size,
    open: (start, end) => (end > start ? createReadStream(path, { start, end: end - 1 }) : Readable.from([])),
  };
}

async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}
