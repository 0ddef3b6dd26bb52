import type { RandomAccessFile } from '../analyzer.ts';
import type { ProblemList } from '../problems/problem-list.ts';
import { joinBytes, viewOf } from './bytes.ts';

const HASH_MAGIC = 0x00_06_15_61;
const META_BYTES = 512;
const PAGE_HEADER_BYTES = 26;

const PAGE_HASH_UNSORTED = 2;
const PAGE_OVERFLOW = 7;
const PAGE_HASH = 13;

const ITEM_INLINE = 1;
const ITEM_OFF_PAGE = 3;

interface Database {
  readonly file: RandomAccessFile;
  readonly problems: ProblemList;
  readonly isLittleEndian: boolean;
  readonly pageSizeBytes: number;
  readonly pageCount: number;
  /** Every overflow page belongs to one value: a second visit is a cycle. */
  readonly visited: Set<number>;
}

export function isBerkeleyHash(head: Uint8Array): boolean {
  return isMagic(head, true) || isMagic(head, false);
}

function isMagic(head: Uint8Array, isLittleEndian: boolean): boolean {
  return head.length >= 16 && viewOf(head).getUint32(12, isLittleEndian) === HASH_MAGIC;
}

/**
 * The values of a Berkeley DB hash, by page. The key is the number of the package; number 0 is a counter. Every hash page is read, instead
 * of following the buckets: pages on the free list have another type, and damaged masks lose nothing.
 *
 * @see https://github.com/berkeleydb/libdb/blob/master/src/dbinc/db_page.h
 */
export function* readBerkeley(file: RandomAccessFile, problems: ProblemList): Generator<Uint8Array> {
  const database = openDatabase(file, problems);
  if (database === undefined) return;
  const seen = new Set<number>();
  for (let number = 1; number < database.pageCount; number++) {
    for (const [key, value] of pairsOf(database, number)) {
      if (key === 0 || seen.has(key)) continue;
      seen.add(key);
      yield value;
    }
  }
}

function openDatabase(file: RandomAccessFile, problems: ProblemList): Database | undefined {
  const meta = file.read(0, META_BYTES);
  if (meta.length < META_BYTES) {
    problems.add('TRUNCATED', `the database ends within its first page, at byte ${meta.length}`);
    return undefined;
  }
  const isLittleEndian = isMagic(meta, true);
  const view = viewOf(meta);
  const pageSizeBytes = view.getUint32(20, isLittleEndian);
  if (pageSizeBytes < 512 || pageSizeBytes > 65_536 || (pageSizeBytes & (pageSizeBytes - 1)) !== 0) {
    problems.add('MALFORMED_FILE', `the database states a page size of ${pageSizeBytes} bytes`);
    return undefined;
  }
  if (view.getUint8(24) !== 0) {
    problems.add('UNSUPPORTED_FORMAT', 'the database is encrypted');
    return undefined;
  }
  const statedCount = view.getUint32(32, isLittleEndian) + 1;
  const pageCount = Math.floor(file.sizeBytes / pageSizeBytes);
  if (statedCount > pageCount) {
    problems.add('TRUNCATED', `the database states ${statedCount} pages of ${pageSizeBytes} bytes and has ${file.sizeBytes} bytes`);
  }
  return { file, problems, isLittleEndian, pageSizeBytes, pageCount: Math.min(statedCount, pageCount), visited: new Set() };
}

/** Keys and values alternate. Items are stored from the end of the page downwards. */
function* pairsOf(database: Database, number: number): Generator<[key: number, value: Uint8Array]> {
  const { problems, isLittleEndian } = database;
  const head = readPage(database, number, PAGE_HEADER_BYTES);
  const type = head.getUint8(25);
  if (type !== PAGE_HASH && type !== PAGE_HASH_UNSORTED) return;
  if (head.getUint32(8, isLittleEndian) !== number) {
    problems.add('MALFORMED_FILE', `page ${number} states to be page ${head.getUint32(8, isLittleEndian)}`);
    return;
  }
  const page = readPage(database, number, database.pageSizeBytes);
  const entries = head.getUint16(20, isLittleEndian);
  for (let i = 0; i + 1 < entries; i += 2) {
    const key = itemOf(page, i, isLittleEndian);
    const item = itemOf(page, i + 1, isLittleEndian);
    const value = item === undefined ? undefined : valueOf(database, item);
    if (key === undefined || key.getUint8(0) !== ITEM_INLINE || key.byteLength !== 5) {
      problems.add('MALFORMED_RECORD', `key ${i / 2} of page ${number} is no package number`);
    } else if (value === undefined) {
      problems.add('MALFORMED_RECORD', `package ${key.getUint32(1, isLittleEndian)} on page ${number} is damaged`);
    } else yield [key.getUint32(1, isLittleEndian), value];
  }
}

/** Item `index` with its type byte, or undefined if it does not lie in the page. */
function itemOf(page: DataView, index: number, isLittleEndian: boolean): DataView | undefined {
  const slot = PAGE_HEADER_BYTES + 2 * index;
  if (slot + 2 > page.byteLength) return undefined;
  const start = page.getUint16(slot, isLittleEndian);
  const end = index === 0 ? page.byteLength : page.getUint16(slot - 2, isLittleEndian);
  if (start < slot + 2 || end <= start || end > page.byteLength) return undefined;
  return new DataView(page.buffer, page.byteOffset + start, end - start);
}

function valueOf(database: Database, item: DataView): Uint8Array | undefined {
  const type = item.getUint8(0);
  if (type === ITEM_INLINE) return new Uint8Array(item.buffer, item.byteOffset + 1, item.byteLength - 1);
  if (type !== ITEM_OFF_PAGE || item.byteLength < 12) return undefined;
  return readChain(database, item.getUint32(4, database.isLittleEndian), item.getUint32(8, database.isLittleEndian));
}

/** The bytes of a chain of overflow pages, or undefined if it is broken, cyclic or not `size` bytes long. */
function readChain(database: Database, first: number, size: number): Uint8Array | undefined {
  const { isLittleEndian, pageSizeBytes, pageCount, visited } = database;
  // Joined at the end: a size that is only claimed must cost nothing.
  const parts: Uint8Array[] = [];
  let missing = size;
  for (let number = first; number !== 0 && missing > 0;) {
    if (number >= pageCount || visited.has(number)) return undefined;
    visited.add(number);
    const page = readPage(database, number, pageSizeBytes);
    const used = page.getUint16(22, isLittleEndian);
    if (page.getUint8(25) !== PAGE_OVERFLOW || PAGE_HEADER_BYTES + used > pageSizeBytes || used > missing) return undefined;
    parts.push(new Uint8Array(page.buffer, page.byteOffset + PAGE_HEADER_BYTES, used));
    missing -= used;
    number = page.getUint32(16, isLittleEndian);
  }
  return missing === 0 ? joinBytes(parts) : undefined;
}

/** The start of a page that the file is known to hold. */
function readPage(database: Database, number: number, length: number): DataView {
  return viewOf(database.file.read(number * database.pageSizeBytes, length));
}
