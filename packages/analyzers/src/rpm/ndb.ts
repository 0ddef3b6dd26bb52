import type { RandomAccessFile } from '../analyzer.ts';
import type { ProblemList } from '../problems/problem-list.ts';
import { viewOf } from './bytes.ts';

const HEADER_MAGIC = 0x50_6d_70_52; // RpmP
const SLOT_MAGIC = 0x74_6f_6c_53; // Slot
const BLOB_MAGIC = 0x53_62_6c_42; // BlbS
const BLOB_END_MAGIC = 0x45_62_6c_42; // BlbE

const HEADER_BYTES = 32;
const SLOT_BYTES = 16;
const BLOCK_BYTES = 16;
const BLOB_HEAD_BYTES = 16;
const BLOB_TAIL_BYTES = 12;
const SLOT_PAGE_BYTES = 4096;
const MAX_SLOT_PAGES = 2048;

export function isNdb(head: Uint8Array): boolean {
  return head.length >= 4 && viewOf(head).getUint32(0, true) === HEADER_MAGIC;
}

/**
 * The package headers of rpm's own database format, by slot. Damaged slots and blobs become problems; a blob whose checksum is wrong is
 * still read.
 *
 * @see https://github.com/rpm-software-management/rpm/blob/master/lib/backend/ndb/rpmpkg.c
 */
export function* readNdb(file: RandomAccessFile, problems: ProblemList): Generator<Uint8Array> {
  const slots = readSlots(file, problems);
  if (slots === undefined) return;
  // Blobs do not overlap, so that all of them together are no larger than the file.
  let budget = file.sizeBytes;
  for (let at = HEADER_BYTES; at + SLOT_BYTES <= slots.byteLength; at += SLOT_BYTES) {
    if (slots.getUint32(at, true) !== SLOT_MAGIC) {
      problems.add('MALFORMED_RECORD', `the slot at byte ${at} does not start with "Slot"`);
      continue;
    }
    const index = slots.getUint32(at + 4, true);
    const offset = slots.getUint32(at + 8, true) * BLOCK_BYTES;
    const length = slots.getUint32(at + 12, true) * BLOCK_BYTES;
    if (offset === 0) continue;
    budget -= length;
    if (budget < 0) {
      problems.add('LIMIT_EXCEEDED', 'the packages of the database would be larger than its file; the rest is not read');
      return;
    }
    const header = readBlob(viewOf(file.read(offset, length)), index, length, problems);
    if (header !== undefined) yield header;
  }
}

/** The slots, the header of the file included, or undefined and a problem. */
function readSlots(file: RandomAccessFile, problems: ProblemList): DataView | undefined {
  const header = viewOf(file.read(0, HEADER_BYTES));
  if (header.byteLength < HEADER_BYTES) {
    problems.add('TRUNCATED', `the database ends within its header, at byte ${header.byteLength}`);
    return undefined;
  }
  const version = header.getUint32(4, true);
  const pages = header.getUint32(12, true);
  if (version !== 0) {
    problems.add('UNSUPPORTED_FORMAT', `the database has version ${version}; only version 0 is read`);
    return undefined;
  }
  if (pages > MAX_SLOT_PAGES) {
    problems.add('LIMIT_EXCEEDED', `the database states ${pages} pages of slots, more than ${MAX_SLOT_PAGES}`);
    return undefined;
  }
  const slots = viewOf(file.read(0, pages * SLOT_PAGE_BYTES));
  if (slots.byteLength < pages * SLOT_PAGE_BYTES) {
    problems.add('TRUNCATED', `the database states ${pages} pages of slots and has ${file.sizeBytes} bytes`);
  }
  return slots;
}

function readBlob(blob: DataView, index: number, length: number, problems: ProblemList): Uint8Array | undefined {
  if (blob.byteLength < length || length < BLOB_HEAD_BYTES + BLOB_TAIL_BYTES) {
    problems.add('TRUNCATED', `package ${index} has ${blob.byteLength} of ${length} bytes`);
    return undefined;
  }
  const tail = length - BLOB_TAIL_BYTES;
  const size = blob.getUint32(12, true);
  if (blob.getUint32(0, true) !== BLOB_MAGIC || blob.getUint32(4, true) !== index || BLOB_HEAD_BYTES + size > tail) {
    problems.add('MALFORMED_RECORD', `package ${index} is not where its slot points to`);
    return undefined;
  }
  const isIntact =
    blob.getUint32(tail + 8, true) === BLOB_END_MAGIC &&
    blob.getUint32(tail + 4, true) === size &&
    blob.getUint32(tail, true) === adler32(new Uint8Array(blob.buffer, blob.byteOffset, tail));
  if (!isIntact) problems.add('MALFORMED_RECORD', `package ${index} does not have the checksum that it states; read all the same`);
  return new Uint8Array(blob.buffer, blob.byteOffset + BLOB_HEAD_BYTES, size);
}

/** @see https://www.rfc-editor.org/rfc/rfc1950#section-8.2 */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let start = 0; start < bytes.length; start += 4096) {
    for (const byte of bytes.subarray(start, start + 4096)) {
      a += byte;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return b * 65_536 + a;
}
