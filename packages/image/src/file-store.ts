import { createReadStream } from 'node:fs';
import { type FileHandle, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { PlimsollError } from '@plimsoll/model';
import type { ArchivedFile } from './archive-index.ts';

/** The files of a layout, in a directory or inside an archive. Names are ours (`index.json`, `blobs/sha256/<hex>`), never the input's. */
export interface FileStore {
  readonly name: string;
  /** Undefined if there is no such file. */
  sizeOf(path: string): Promise<number | undefined>;
  openFile(path: string): Promise<Readable | undefined>;
  close(): Promise<void>;
}

const STREAM_CHUNK_BYTES = 256 * 1024;

/** The files below a directory. */
export function directoryStore(name: string, directory: string): FileStore {
  return {
    name,
    sizeOf: async (path) => (await statFile(join(directory, path)))?.size,
    openFile: async (path) => {
      const full = join(directory, path);
      return (await statFile(full)) === undefined ? undefined : createReadStream(full, { highWaterMark: STREAM_CHUNK_BYTES });
    },
    close: async () => {},
  };
}

/** The files of an indexed archive, streamed from where they lie in it. */
export function archiveStore(name: string, handle: FileHandle, files: ReadonlyMap<string, ArchivedFile>): FileStore {
  return {
    name,
    sizeOf: async (path) => files.get(path)?.sizeBytes,
    openFile: async (path) => {
      const file = files.get(path);
      return file === undefined ? undefined : streamRange(handle, file);
    },
    close: () => handle.close(),
  };
}

/** Reads a file that must fit in memory. @throws PlimsollError LIMIT_EXCEEDED; undefined if there is no such file */
export async function readSmallFile(store: FileStore, path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const sizeBytes = await store.sizeOf(path);
  if (sizeBytes === undefined) return undefined;
  if (sizeBytes > maxBytes) {
    throw new PlimsollError('LIMIT_EXCEEDED', `${path} of ${store.name} has ${sizeBytes} bytes; at most ${maxBytes} are read`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of ((await store.openFile(path)) ?? []) as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function streamRange(handle: FileHandle, { offset, sizeBytes }: ArchivedFile): Readable {
  return Readable.from(readRange(handle, offset, sizeBytes), { objectMode: false });
}

async function* readRange(handle: FileHandle, offset: number, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < sizeBytes;) {
    const buffer = Buffer.allocUnsafe(Math.min(STREAM_CHUNK_BYTES, sizeBytes - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset + position);
    if (bytesRead === 0) return; // a truncated archive: whoever verifies the blob says so
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function statFile(path: string): Promise<{ size: number } | undefined> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? stats : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  }
}
