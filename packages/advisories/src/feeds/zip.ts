import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { PlimsollError } from '@plimsoll/model';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';

const MAX_ENTRIES = 2_000_000;

/** A zip archive on disk, read entry by entry. */
export interface ZipArchive {
  /** Entries that the central directory lists. */
  readonly entryCount: number;
  /** Files in the order of the central directory; directories are left out. */
  entries(): AsyncIterable<ZipEntry>;
  close(): void;
}

interface ZipEntry {
  /** As stored, `/` between folders. */
  readonly name: string;
  /**
   * The file's bytes.
   *
   * @throws PlimsollError FEED_INVALID if it is larger than `maxBytes`, encrypted, of an unknown method, or its checksum differs
   */
  read(maxBytes: number): Uint8Array;
}

/**
 * Opens a zip archive.
 *
 * @throws PlimsollError FEED_INVALID if it is not one or lists more than 2,000,000 entries
 */
export async function openZip(path: string): Promise<ZipArchive> {
  const file = openSync(path, 'r');
  try {
    const zip = await fromRandomAccessReaderPromise(new WindowReader(file), fstatSync(file).size, { lazyEntries: true, autoClose: false });
    if (zip.entryCount > MAX_ENTRIES)
      throw new PlimsollError('FEED_INVALID', `${path} lists ${zip.entryCount} files, more than ${MAX_ENTRIES}`);
    return { entryCount: zip.entryCount, entries: () => entriesOf(zip.eachEntry(), file, path), close: () => closeSync(file) };
  } catch (error) {
    closeSync(file);
    throw invalid(path, error);
  }
}

async function* entriesOf(entries: AsyncIterable<Entry>, file: number, path: string): AsyncIterable<ZipEntry> {
  const iterator = entries[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next().catch((error: unknown) => {
      throw invalid(path, error);
    });
    if (next.done === true) return;
    const entry = next.value;
    if (!entry.fileName.endsWith('/')) yield { name: entry.fileName, read: (maxBytes) => readEntry(entry, file, maxBytes) };
  }
}

/** Inflates in one call: a stream for each of the small files of a feed would cost several times as much. */
function readEntry(entry: Entry, file: number, maxBytes: number): Uint8Array {
  const name = JSON.stringify(entry.fileName.slice(0, 200));
  if (entry.uncompressedSize > maxBytes || entry.compressedSize > maxBytes) {
    throw new PlimsollError('FEED_INVALID', `${name} has ${entry.uncompressedSize} bytes, more than ${maxBytes}`);
  }
  if (!entry.canDecodeFileData())
    throw new PlimsollError('FEED_INVALID', `${name} is encrypted or packed by method ${entry.compressionMethod}`);
  const header = readAt(file, entry.relativeOffsetOfLocalHeader, 30);
  const start = entry.relativeOffsetOfLocalHeader + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readAt(file, start, entry.compressedSize);
  const bytes = entry.compressionMethod === 0 ? packed : inflate(packed, maxBytes, name);
  if (bytes.byteLength !== entry.uncompressedSize || crc32(bytes) !== entry.crc32) {
    throw new PlimsollError('FEED_INVALID', `${name} does not have the size and checksum that its archive lists`);
  }
  return bytes;
}

function inflate(packed: Buffer, maxBytes: number, name: string): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxBytes) });
  } catch (cause) {
    throw new PlimsollError('FEED_INVALID', `${name} cannot be unpacked within ${maxBytes} bytes`, { cause });
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  if (readSync(file, buffer, 0, length, position) !== length) {
    throw new PlimsollError('FEED_INVALID', `the archive ends within the file at ${position}`);
  }
  return buffer;
}

/** Reads ahead: yauzl asks for each entry of the central directory in two small pieces. */
class WindowReader extends RandomAccessReader {
  readonly #file: number;
  readonly #window = Buffer.alloc(1024 * 1024);
  #start = 0;
  #length = 0;

  constructor(file: number) {
    super();
    this.#file = file;
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    queueMicrotask(() => {
      try {
        this.#fill(buffer.subarray(offset, offset + length), position);
      } catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      callback(null);
    });
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }

  #fill(target: Buffer, position: number): void {
    if (target.length > this.#window.length) {
      target.set(readAt(this.#file, position, target.length));
      return;
    }
    if (position < this.#start || position + target.length > this.#start + this.#length) {
      this.#start = position;
      this.#length = readSync(this.#file, this.#window, 0, this.#window.length, position);
    }
    if (target.length > this.#length) throw new Error('unexpected end of file');
    this.#window.copy(target, 0, position - this.#start, position - this.#start + target.length);
  }
}

function invalid(path: string, error: unknown): PlimsollError {
  if (error instanceof PlimsollError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new PlimsollError('FEED_INVALID', `${path} is not a readable zip archive: ${reason}`, { cause: error });
}
