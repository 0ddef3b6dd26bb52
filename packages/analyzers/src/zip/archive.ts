import { PlimsollError } from '@plimsoll/model';
import type { RandomAccessFile } from '../analyzer.ts';
import { Fields } from '../executable/fields.ts';
import { quote } from '../problems/problem-list.ts';
import { inflate } from './inflate.ts';

export interface ZipEntry {
  /** `/`-separated; folders end in `/`. */
  readonly name: string;
  readonly isStored: boolean;
  readonly isDeflated: boolean;
  readonly isEncrypted: boolean;
  readonly compressedBytes: number;
  /** As the directory claims. */
  readonly sizeBytes: number;
  /** Of the local header, in the file. */
  readonly headerAt: number;
}

const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR_BYTES = 20;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const END = 0x0605_4b50;
const LOCATOR_64 = 0x0706_4b50;
const END_64 = 0x0606_4b50;
const ENTRY = 0x0201_4b50;
const LOCAL = 0x0403_4b50;
const IN_EXTRA = 0xffff_ffff;
const MAX_DIRECTORY_BYTES = 256 * 1024 * 1024;

interface Directory {
  readonly offset: number;
  readonly sizeBytes: number;
  readonly count: number;
  /** Bytes before the archive (a shell script, for one), which offsets do not count. */
  readonly preambleBytes: number;
}

/**
 * Lists a zip archive by its central directory. Archives of 64 bit and those with something before them are read too.
 *
 * @param maxEntries more entries are an error
 * @throws PlimsollError CORRUPT_ARCHIVE if there is no sound central directory, LIMIT_EXCEEDED if it is too large
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function readZipEntries(file: RandomAccessFile, maxEntries: number): ZipEntry[] {
  const { offset, sizeBytes, count, preambleBytes } = findDirectory(file);
  if (count > maxEntries || sizeBytes > MAX_DIRECTORY_BYTES) {
    throw new PlimsollError('LIMIT_EXCEEDED', `${file.path} has ${count} entries, more than the ${maxEntries} that are read`);
  }
  const bytes = file.read(offset, sizeBytes);
  const fields = new Fields(bytes, true);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (fields.u32(at) !== ENTRY) throw corrupt(file, `its directory ends after ${entries.length} of ${count} entries`);
    const nameBytes = fields.u16(at + 28);
    const extraBytes = fields.u16(at + 30);
    const extraAt = at + ENTRY_BYTES + nameBytes;
    const wide = wideFields(fields, at, extraAt, extraBytes);
    const method = fields.u16(at + 10);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + ENTRY_BYTES, extraAt)),
      isStored: method === 0,
      isDeflated: method === 8,
      isEncrypted: (fields.u16(at + 8) & 1) !== 0,
      compressedBytes: wide.compressedBytes,
      sizeBytes: wide.sizeBytes,
      headerAt: preambleBytes + wide.headerAt,
    });
    at = extraAt + extraBytes + fields.u16(at + 32);
  }
  return entries;
}

/**
 * The content of an entry.
 *
 * @throws PlimsollError CORRUPT_ARCHIVE if it is damaged, UNSUPPORTED_FORMAT if it is encrypted or packed by another method, LIMIT_EXCEEDED
 * if it claims more than `maxBytes`
 */
export function readZipEntry(file: RandomAccessFile, entry: ZipEntry, maxBytes: number): Uint8Array {
  if (entry.sizeBytes > maxBytes || entry.compressedBytes > maxBytes) {
    throw new PlimsollError(
      'LIMIT_EXCEEDED',
      `${describe(file, entry)} has ${entry.sizeBytes} bytes, more than the ${maxBytes} that are read`,
    );
  }
  const data = file.read(dataOffset(file, entry), entry.compressedBytes);
  if (data.length < entry.compressedBytes) throw corrupt(file, `${quote(entry.name)} is cut short`);
  const content = entry.isStored ? data : inflate(data, { format: 'raw', maxBytes: entry.sizeBytes });
  if (content === undefined || content.length !== entry.sizeBytes) throw corrupt(file, `${quote(entry.name)} is damaged`);
  return content;
}

/**
 * Where the data of an entry begin in the file.
 *
 * @throws PlimsollError CORRUPT_ARCHIVE if it has no local header, UNSUPPORTED_FORMAT if its data are neither stored nor deflated
 */
export function dataOffset(file: RandomAccessFile, entry: ZipEntry): number {
  if (entry.isEncrypted) throw new PlimsollError('UNSUPPORTED_FORMAT', `${describe(file, entry)} is encrypted`);
  if (!entry.isStored && !entry.isDeflated)
    throw new PlimsollError('UNSUPPORTED_FORMAT', `${describe(file, entry)} is packed by an unknown method`);
  const local = new Fields(entry.headerAt < file.sizeBytes ? file.read(entry.headerAt, LOCAL_BYTES) : new Uint8Array(), true);
  if (local.u32(0) !== LOCAL) throw corrupt(file, `${quote(entry.name)} has no header`);
  return entry.headerAt + LOCAL_BYTES + local.u16(26) + local.u16(28);
}

function findDirectory(file: RandomAccessFile): Directory {
  const tailAt = Math.max(0, file.sizeBytes - END_BYTES - MAX_COMMENT_BYTES);
  const tail = new Fields(file.read(tailAt, END_BYTES + MAX_COMMENT_BYTES), true);
  for (let at = file.sizeBytes - tailAt - END_BYTES; at >= 0; at--) {
    // The comment must reach the end: else this is the end of an archive within a truncated one.
    if (tail.u32(at) !== END || tailAt + at + END_BYTES + tail.u16(at + 20) !== file.sizeBytes) continue;
    const plain = { count: tail.u16(at + 10), sizeBytes: tail.u32(at + 12), offset: tail.u32(at + 16) };
    return directoryBefore(file, tailAt + at, plain);
  }
  throw corrupt(file, 'it has no central directory');
}

function directoryBefore(file: RandomAccessFile, endAt: number, plain: { count: number; sizeBytes: number; offset: number }): Directory {
  const isWide = plain.count === 0xffff || plain.sizeBytes === IN_EXTRA || plain.offset === IN_EXTRA;
  const locator = isWide && endAt >= LOCATOR_BYTES ? new Fields(file.read(endAt - LOCATOR_BYTES, LOCATOR_BYTES), true) : undefined;
  if (locator?.u32(0) !== LOCATOR_64) return located(file, endAt, plain);

  // The record lies where the locator says, or, behind a preamble, right before the locator.
  for (const recordAt of [locator.u64(8), endAt - LOCATOR_BYTES - 56]) {
    const record = new Fields(recordAt >= 0 && recordAt < file.sizeBytes ? file.read(recordAt, 56) : new Uint8Array(), true);
    if (record.u32(0) !== END_64) continue;
    return located(file, recordAt, { count: record.u64(32), sizeBytes: record.u64(40), offset: record.u64(48) });
  }
  throw corrupt(file, 'its 64-bit end record is missing');
}

function located(
  file: RandomAccessFile,
  endAt: number,
  { count, sizeBytes, offset }: { count: number; sizeBytes: number; offset: number },
): Directory {
  const start = endAt - sizeBytes;
  if (!(start >= offset && offset >= 0 && count * ENTRY_BYTES <= sizeBytes)) throw corrupt(file, 'its end record is damaged');
  return { offset: start, sizeBytes, count, preambleBytes: start - offset };
}

/** Sizes and offset; those that need 64 bits stand in the extra field, in this order. */
function wideFields(
  fields: Fields,
  at: number,
  extraAt: number,
  extraBytes: number,
): { sizeBytes: number; compressedBytes: number; headerAt: number } {
  let wideAt = Number.NaN;
  for (let i = extraAt; i + 4 <= extraAt + extraBytes; i += 4 + fields.u16(i + 2)) {
    if (fields.u16(i) === 1) wideAt = i + 4;
  }
  const next = (value: number): number => {
    if (value !== IN_EXTRA || Number.isNaN(wideAt)) return value;
    wideAt += 8;
    return fields.u64(wideAt - 8);
  };
  const sizeBytes = next(fields.u32(at + 24));
  const compressedBytes = next(fields.u32(at + 20));
  return { sizeBytes, compressedBytes, headerAt: next(fields.u32(at + 42)) };
}

function describe(file: RandomAccessFile, { name }: ZipEntry): string {
  return `${quote(name)} in ${file.path}`;
}

function corrupt(file: RandomAccessFile, what: string): PlimsollError {
  return new PlimsollError('CORRUPT_ARCHIVE', `${file.path} is a damaged archive: ${what}`);
}
