import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Digest, type Layer, parseDigest, PlimsollError } from '@plimsoll/model';
import { createDecompressor, type Decompressor, SNIFF_BYTES, sniffCompression } from './decompress.ts';
import { LayerContents } from './layer-contents.ts';
import { defaultLimits } from './limits.ts';
import { verifyBlob } from './read-blob.ts';
import type { LayerEntry, LayerTree, Limits } from './source.ts';
import { type TarMemberType, TarParser } from './tar-parser.ts';

/** What the archive says of a member beside its name. `unreadable`: a sparse file or a GNU special. */
export interface MemberHeader {
  readonly type: TarMemberType;
  readonly sizeBytes: number;
  /** Unix mode bits, setuid, setgid and sticky included. */
  readonly mode: number;
}

export interface ReadLayerOptions {
  /** Called for every file, link and device: string tests only. */
  matches(path: string): boolean;
  /**
   * Called for every file, link, directory and device before `matches`, with what its header says: cheap work only.
   *
   * @returns true if its name is to be kept like that of a wanted file, so that squashing can tell what it hides in a lower layer
   */
  onMember?(path: string, header: MemberHeader): boolean;
  /** Asked before a file that `matches` is kept. `head` is its first 64 bytes, or all of them if it has fewer. */
  sniff?(path: string, head: Uint8Array): boolean;
  /**
   * A wanted file, in the order of the archive; it is awaited. Of one path that comes twice the last counts. Nothing may be believed before
   * `readLayer` returns: the digest is known at the end.
   */
  onFile(entry: LayerEntry): void | Promise<void>;
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
  /** Called with the number of stored bytes that just came in. */
  onBytes?(count: number): void;
}

/** Ratios of small layers say nothing: a config file of blanks packs well. */
const RATIO_FLOOR_BYTES = 16 * 1024 * 1024;

/**
 * Reads a layer in one pass and bounded memory: verifies it, unpacks it (gzip, zstd or plain, told by the bytes), hands on the wanted files and
 * keeps what squashing needs. Bad archives and exceeded limits end the reading of that layer early, as a Problem beside what was found.
 *
 * @throws PlimsollError TRUNCATED, SIZE_MISMATCH, DIGEST_MISMATCH: then nothing that was handed on may be used; CANCELLED; what `onFile` throws
 */
export async function readLayer(
  stream: Readable,
  layer: Pick<Layer, 'digest' | 'sizeBytes' | 'diffId'>,
  options: ReadLayerOptions,
): Promise<LayerTree> {
  const reader = new LayerReader(layer, options);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (options.signal?.aborted) throw new PlimsollError('CANCELLED', `reading the layer ${layer.digest} was cancelled`);
      await reader.write(chunk);
    }
    return await reader.finish();
  } finally {
    reader.close();
    stream.destroy();
  }
}

class LayerReader {
  readonly #layer: Pick<Layer, 'digest' | 'sizeBytes' | 'diffId'>;
  readonly #limits: Limits;
  readonly #onBytes: ((count: number) => void) | undefined;
  readonly #stored: Hash = createHash('sha256');
  readonly #unpacked: Hash = createHash('sha256');
  readonly #contents: LayerContents;
  readonly #parser: TarParser;
  #decompressor: Decompressor | undefined;
  #head: Buffer[] = [];
  #storedBytes = 0;
  #unpackedBytes = 0;
  /** The tar is not looked at any further; it may still be unpacked for its digest. */
  #isParsingOver = false;
  /** Nothing is unpacked any further. */
  #isUnpackingOver = false;
  /** What a callback threw: not a problem of the layer. */
  #callerError: { error: unknown } | undefined;

  constructor(layer: Pick<Layer, 'digest' | 'sizeBytes' | 'diffId'>, options: ReadLayerOptions) {
    this.#layer = layer;
    this.#limits = options.limits ?? defaultLimits;
    this.#onBytes = options.onBytes?.bind(options);
    this.#contents = new LayerContents(options, this.#limits);
    this.#parser = new TarParser(this.#contents);
  }

  async write(chunk: Buffer): Promise<void> {
    if (this.#callerError !== undefined) throw this.#callerError.error;
    this.#storedBytes += chunk.length;
    if (this.#storedBytes > this.#layer.sizeBytes) verifyBlob(this.#layer, this.#storedBytes, () => this.#layer.digest);
    this.#stored.update(chunk);
    this.#onBytes?.(chunk.length);
    if (this.#isUnpackingOver) return;
    if (this.#decompressor !== undefined) await this.#decompressor.write(chunk);
    else {
      this.#head.push(chunk);
      if (this.#storedBytes >= SNIFF_BYTES) await this.#start();
    }
  }

  async finish(): Promise<LayerTree> {
    // The digest is judged first: of a blob that is not the one asked for, no other fault is worth telling.
    verifyBlob(this.#layer, this.#storedBytes, () => hex(this.#stored));
    await this.#start();
    await this.#endUnpacking();
    if (this.#callerError !== undefined) throw this.#callerError.error;
    if (!this.#isParsingOver) {
      try {
        this.#parser.end();
      } catch (error) {
        this.#endParsing(error);
      }
    }
    const diffId = this.#isUnpackingOver ? undefined : hex(this.#unpacked);
    if (diffId !== undefined && diffId !== this.#layer.diffId) {
      const message = `the layer ${this.#layer.digest} unpacks to ${diffId}, but the configuration says ${this.#layer.diffId}`;
      this.#contents.tree.addProblem('DIGEST_MISMATCH', message);
    }
    return this.#contents.tree.build(diffId, this.#unpackedBytes);
  }

  close(): void {
    this.#decompressor?.stop();
    this.#contents.close();
  }

  async #start(): Promise<void> {
    if (this.#decompressor !== undefined) return;
    const head = Buffer.concat(this.#head);
    this.#head = [];
    this.#decompressor = createDecompressor(sniffCompression(head), (chunk) => this.#onUnpacked(chunk));
    if (head.length > 0) await this.#decompressor.write(head);
  }

  async #endUnpacking(): Promise<void> {
    try {
      await this.#decompressor?.end();
    } catch (error) {
      if (this.#callerError !== undefined) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.#contents.tree.addProblem(
        'CORRUPT_ARCHIVE',
        `the layer ${this.#layer.digest} cannot be unpacked after ${this.#unpackedBytes} bytes: ${reason}`,
      );
      this.#isParsingOver = true;
      this.#isUnpackingOver = true;
    }
  }

  async #onUnpacked(chunk: Buffer): Promise<void> {
    this.#unpackedBytes += chunk.length;
    const excess = this.#excess();
    if (excess !== undefined) {
      this.#contents.tree.addProblem('LIMIT_EXCEEDED', `the layer ${this.#layer.digest} ${excess}; the rest was not read`);
      this.#isParsingOver = true;
      this.#isUnpackingOver = true;
      this.#decompressor?.stop();
      return;
    }
    this.#unpacked.update(chunk);
    if (this.#isParsingOver) return;
    try {
      this.#parser.push(chunk);
    } catch (error) {
      this.#endParsing(error);
    }
    try {
      await this.#contents.handOn();
    } catch (error) {
      this.#callerError = { error };
      this.#isParsingOver = true;
      this.#isUnpackingOver = true;
      this.#decompressor?.stop();
    }
  }

  #excess(): string | undefined {
    const { layerBytes, layerRatio } = this.#limits;
    if (this.#unpackedBytes > layerBytes) return `unpacks to more than ${layerBytes} bytes`;
    if (this.#unpackedBytes > RATIO_FLOOR_BYTES && this.#unpackedBytes > this.#layer.sizeBytes * layerRatio) {
      return `unpacks to more than ${layerRatio} times its ${this.#layer.sizeBytes} bytes`;
    }
    return undefined;
  }

  #endParsing(error: unknown): void {
    this.#isParsingOver = true;
    if (!(error instanceof PlimsollError)) throw error;
    this.#contents.tree.addProblem(
      error.code,
      `the layer ${this.#layer.digest} was read up to byte ${this.#unpackedBytes} only: ${error.message}`,
    );
  }
}

function hex(hash: Hash): Digest {
  return parseDigest(`sha256:${hash.digest('hex')}`);
}
