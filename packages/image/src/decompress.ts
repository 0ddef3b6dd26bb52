import { once } from 'node:events';
import type { Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { ZstdFrames } from './zstd-frames.ts';

export type Compression = 'gzip' | 'zstd' | 'none';

/** How many bytes `sniffCompression` wants to see. */
export const SNIFF_BYTES = 4;

/**
 * Tells the compression by the first bytes: media types lie. zstd includes skippable frames, which zstd:chunked may start with.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8878#name-frames
 */
export function sniffCompression(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  const isSkippable = (head[0] ?? 0) >> 4 === 5 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
  return isSkippable ? 'zstd' : 'none';
}

/** Takes compressed bytes; unpacked ones go to the callback that made it. */
export interface Decompressor {
  /** Resolves when it can take more. Does nothing once stopped. */
  write(chunk: Buffer): Promise<void>;
  /** Resolves when everything has been unpacked and handed on. @throws what the decompressor or the callback threw */
  end(): Promise<void>;
  /** Frees it; nothing more is handed on. */
  stop(): void;
}

const CHUNK_BYTES = 128 * 1024;
const STREAM_OPTIONS = { chunkSize: CHUNK_BYTES, highWaterMark: 4 * CHUNK_BYTES };

/**
 * Unpacks on the thread pool, one chunk ahead of the callback.
 *
 * @param onChunk awaited before the next chunk is handed on; the bytes are never written to again
 */
export function createDecompressor(compression: Compression, onChunk: (chunk: Buffer) => Promise<void> | void): Decompressor {
  if (compression === 'none') return { write: async (chunk) => onChunk(chunk), end: async () => {}, stop: () => {} };
  if (compression === 'gzip') return new ZlibDecompressor(createGunzip(STREAM_OPTIONS), onChunk);
  return zstdDecompressor(new ZlibDecompressor(createZstdDecompress(STREAM_OPTIONS), onChunk));
}

function zstdDecompressor(inner: Decompressor): Decompressor {
  const frames = new ZstdFrames();
  const writeAll = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) await inner.write(piece);
  };
  return {
    write: (chunk) => writeAll(frames.split(chunk)),
    end: async () => {
      await writeAll(frames.end());
      await inner.end();
    },
    stop: () => inner.stop(),
  };
}

class ZlibDecompressor implements Decompressor {
  readonly #stream: Transform;
  readonly #reading: Promise<void>;
  #failure: { error: unknown } | undefined;
  #isStopped = false;

  constructor(stream: Transform, onChunk: (chunk: Buffer) => Promise<void> | void) {
    this.#stream = stream;
    this.#reading = this.#readAll(onChunk);
  }

  async write(chunk: Buffer): Promise<void> {
    if (this.#isStopped || this.#stream.write(chunk)) return;
    // Whichever comes first: room, or the end of reading because of an error.
    await Promise.race([once(this.#stream, 'drain').catch(() => undefined), this.#reading]);
  }

  async end(): Promise<void> {
    if (!this.#isStopped) this.#stream.end();
    await this.#reading;
    if (this.#failure !== undefined) throw toError(this.#failure.error);
  }

  stop(): void {
    this.#isStopped = true;
    this.#stream.destroy();
  }

  /** Never rejects: the error is kept for `end`, so that the writer can first read the stored bytes to their end. */
  async #readAll(onChunk: (chunk: Buffer) => Promise<void> | void): Promise<void> {
    try {
      for await (const chunk of this.#stream) {
        if (this.#isStopped) return;
        await onChunk(chunk);
      }
    } catch (error) {
      if (!this.#isStopped) this.#failure = { error };
      this.stop();
    }
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
