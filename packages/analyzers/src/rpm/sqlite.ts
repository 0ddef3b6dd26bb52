import type { RandomAccessFile } from '../analyzer.ts';
import type { ProblemList } from '../problems/problem-list.ts';
import { joinBytes, viewOf } from './bytes.ts';

const MAGIC = 'SQLite format 3\0';
const FILE_HEADER_BYTES = 100;
const SCHEMA_ROOT = 1;
const INTERIOR_TABLE = 0x05;
const LEAF_TABLE = 0x0d;
const UTF8 = 1;
const WAL = 2;

interface Database {
  readonly file: RandomAccessFile;
  readonly problems: ProblemList;
  readonly pageSizeBytes: number;
  /** Page size less what is reserved at each page's end. */
  readonly usableBytes: number;
  readonly pageCount: number;
  /** Every page has one place in one tree: a second use is a cycle. */
  readonly used: Set<number>;
  /** Rows do not overlap, so that all of them together are no larger than the file. */
  unreadBytes: number;
}

/** A column: integers as numbers, text and blobs as bytes, all else (NULL, fractions) undefined. */
type Value = number | Uint8Array | undefined;

export function isSqlite(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(0, MAGIC.length)) === MAGIC;
}

/**
 * The second column of the table `Packages` (number, header), in the order of the first. Reads table trees only, and no log beside the
 * file: pages that are damaged become problems and the rest is still read.
 *
 * @see https://www.sqlite.org/fileformat2.html
 */
export function* readSqlite(file: RandomAccessFile, problems: ProblemList): Generator<Uint8Array> {
  const database = openDatabase(file, problems);
  if (database === undefined) return;
  const root = rootOfPackages(database);
  let count = 0;
  if (root !== undefined) {
    for (const [, header] of rowsOf(database, root)) {
      if (header instanceof Uint8Array) {
        count++;
        yield header;
      } else problems.add('MALFORMED_RECORD', 'a row of the table Packages has no header');
    }
  }
  const isLogged = file.read(18, 1)[0] === WAL;
  if (count === 0 && isLogged) {
    problems.add(
      'MALFORMED_FILE',
      'the database is empty and has a write-ahead log: its packages may be in the -wal file, which is not read',
    );
  } else if (root === undefined) problems.add('MALFORMED_FILE', 'the database has no table Packages');
}

function openDatabase(file: RandomAccessFile, problems: ProblemList): Database | undefined {
  const header = file.read(0, FILE_HEADER_BYTES);
  if (header.length < FILE_HEADER_BYTES) {
    problems.add('TRUNCATED', `the database ends within its header, at byte ${header.length}`);
    return undefined;
  }
  const view = viewOf(header);
  const stated = view.getUint16(16);
  const pageSizeBytes = stated === 1 ? 65_536 : stated;
  const usableBytes = pageSizeBytes - view.getUint8(20);
  const encoding = view.getUint32(56);
  if (pageSizeBytes < 512 || (pageSizeBytes & (pageSizeBytes - 1)) !== 0 || usableBytes < 480) {
    problems.add('MALFORMED_FILE', `the database states a page size of ${stated} bytes, ${view.getUint8(20)} of them reserved`);
    return undefined;
  }
  if (encoding > UTF8) {
    problems.add('UNSUPPORTED_FORMAT', `the database keeps text in encoding ${encoding}; only UTF-8 (1) is read`);
    return undefined;
  }
  const pageCount = Math.ceil(file.sizeBytes / pageSizeBytes);
  // The stated size holds only if the last writer knew of the field.
  const statedCount = view.getUint32(24) === view.getUint32(92) ? view.getUint32(28) : 0;
  if (statedCount * pageSizeBytes > file.sizeBytes) {
    problems.add('TRUNCATED', `the database states ${statedCount} pages of ${pageSizeBytes} bytes and has ${file.sizeBytes} bytes`);
  }
  return { file, problems, pageSizeBytes, usableBytes, pageCount, used: new Set(), unreadBytes: file.sizeBytes };
}

/** Rows of the schema are: type, name, table, root page, SQL. */
function rootOfPackages(database: Database): number | undefined {
  const text = (value: Value): string => (value instanceof Uint8Array ? new TextDecoder().decode(value) : '');
  for (const [type, name, , root] of rowsOf(database, SCHEMA_ROOT)) {
    if (text(type) === 'table' && text(name) === 'Packages' && typeof root === 'number') return root;
  }
  return undefined;
}

function* rowsOf(database: Database, root: number): Generator<Value[]> {
  const pending = claimPage(database, root) ? [root] : [];
  for (let number = pending.pop(); number !== undefined; number = pending.pop()) {
    const page = readPage(database, number);
    if (page === undefined) continue;
    const start = number === SCHEMA_ROOT ? FILE_HEADER_BYTES : 0;
    const view = viewOf(page);
    const kind = view.getUint8(start);
    if (kind !== INTERIOR_TABLE && kind !== LEAF_TABLE) {
      database.problems.add('MALFORMED_FILE', `page ${number} should be part of a table and has the type ${kind}`);
      continue;
    }
    const cells = cellsOf(view, start, kind);
    if (cells === undefined) database.problems.add('MALFORMED_FILE', `page ${number} states more cells than it can hold`);
    else if (kind === LEAF_TABLE) {
      for (const cell of cells) {
        const row = readRow(database, page, cell);
        if (row === undefined) database.problems.add('MALFORMED_RECORD', `the row at byte ${cell} of page ${number} is damaged`);
        else yield row;
      }
    } else {
      const children = cells.filter((cell) => cell + 4 <= page.length).map((cell) => view.getUint32(cell));
      if (children.length < cells.length) database.problems.add('MALFORMED_FILE', `page ${number} has a cell outside of itself`);
      // Last in, first out: the left-most child is the first to be read.
      pending.push(...[...children, view.getUint32(start + 8)].filter((child) => claimPage(database, child)).toReversed());
    }
  }
}

function cellsOf(view: DataView, start: number, kind: number): number[] | undefined {
  const count = view.getUint16(start + 3);
  const pointers = start + (kind === LEAF_TABLE ? 8 : 12);
  if (pointers + 2 * count > view.byteLength) return undefined;
  return Array.from({ length: count }, (_, i) => view.getUint16(pointers + 2 * i));
}

/** False, and a problem, for a page that does not exist or has its place already. */
function claimPage({ problems, pageCount, used }: Database, number: number): boolean {
  const isFree = number >= 1 && number <= pageCount && !used.has(number);
  if (isFree) used.add(number);
  else
    problems.add('MALFORMED_FILE', used.has(number) ? `page ${number} is used twice` : `a pointer leads to page ${number} of ${pageCount}`);
  return isFree;
}

/** Undefined, and a problem, if the file ends within it. */
function readPage({ file, problems, pageSizeBytes }: Database, number: number): Uint8Array | undefined {
  const page = file.read((number - 1) * pageSizeBytes, pageSizeBytes);
  if (page.length === pageSizeBytes) return page;
  problems.add('TRUNCATED', `page ${number} has ${page.length} of ${pageSizeBytes} bytes`);
  return undefined;
}

function readRow(database: Database, page: Uint8Array, cell: number): Value[] | undefined {
  const [size, afterSize] = readVarint(page, cell);
  const [, start] = readVarint(page, afterSize);
  const payload = readPayload(database, page, start, size);
  if (payload === undefined || payload.length > database.unreadBytes) return undefined;
  database.unreadBytes -= payload.length;
  return valuesOf(payload);
}

/** The bytes of a cell: some in the page, the rest in a chain of overflow pages. */
function readPayload(database: Database, page: Uint8Array, start: number, size: number): Uint8Array | undefined {
  const { usableBytes, file } = database;
  if (size > file.sizeBytes) return undefined;
  const local = localBytes(size, usableBytes);
  if (local === size) return start + size <= page.length ? page.subarray(start, start + size) : undefined;
  if (start + local + 4 > page.length) return undefined;

  // Joined at the end: a size that is only claimed must cost nothing.
  const parts = [page.subarray(start, start + local)];
  let missing = size - local;
  let next = viewOf(page).getUint32(start + local);
  while (missing > 0) {
    const overflow = claimPage(database, next) ? readPage(database, next) : undefined;
    if (overflow === undefined) return undefined;
    const part = overflow.subarray(4, Math.min(usableBytes, 4 + missing));
    parts.push(part);
    missing -= part.length;
    next = viewOf(overflow).getUint32(0);
  }
  return joinBytes(parts);
}

/** How much of a payload of a table leaf stays in the page. @see https://www.sqlite.org/fileformat2.html#b_tree_pages */
function localBytes(size: number, usable: number): number {
  const most = usable - 35;
  if (size <= most) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((size - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}

/** The columns of a record, or undefined if they do not fit into it. */
function valuesOf(payload: Uint8Array): Value[] | undefined {
  const [headerBytes, first] = readVarint(payload, 0);
  if (headerBytes > payload.length) return undefined;
  const values: Value[] = [];
  let data = headerBytes;
  for (let at = first; at < headerBytes;) {
    const [serial, next] = readVarint(payload, at);
    const length = lengthOf(serial);
    if (data + length > payload.length) return undefined;
    const bytes = payload.subarray(data, data + length);
    values.push(serial >= 12 ? bytes : integerOf(serial, bytes));
    data += length;
    at = next;
  }
  return values;
}

function lengthOf(serial: number): number {
  if (serial >= 12) return Math.floor((serial - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][serial] ?? 0;
}

function integerOf(serial: number, bytes: Uint8Array): number | undefined {
  if (serial === 8 || serial === 9) return serial - 8;
  if (serial < 1 || serial > 6) return undefined;
  return bytes.reduce((value, byte, i) => value * 256 + (i === 0 ? (byte << 24) >> 24 : byte), 0);
}

/** A number of up to nine bytes and the position after it. Past the end: a number that fits nowhere. */
function readVarint(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) return [Number.MAX_SAFE_INTEGER, bytes.length];
    if (i === 8) return [value * 256 + byte, start + 9];
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, start + i + 1];
  }
  return [value, start + 9];
}
