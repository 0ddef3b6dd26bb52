import { PlimsollError } from '@plimsoll/model';

export const BLOCK = 512;

/** What one header block says, before the extended headers that precede it are applied. */
export interface TarHeader {
  /** `prefix/name`, as written. */
  readonly path: string;
  /** `'0'` and NUL alike are a plain file. */
  readonly type: string;
  /** Of the data that follows: 0 for links, directories and devices, whatever the block says. */
  readonly dataBytes: number;
  readonly mode: number;
  readonly linkPath: string;
  /** GNU sparse file: how many map blocks follow is said by the blocks themselves. */
  readonly hasMoreSparseBlocks: boolean;
}

const NAME = { at: 0, length: 100 };
const MODE = { at: 100, length: 8 };
const SIZE = { at: 124, length: 12 };
const CHECKSUM = { at: 148, length: 8 };
const TYPE_AT = 156;
const LINK = { at: 157, length: 100 };
const MAGIC_AT = 257;
const PREFIX = { at: 345, length: 155 };
const STAR_PREFIX_LENGTH = 131;
const STAR_TRAILER_AT = 508;
const SPARSE_EXTENDED_AT = 482;

/** Links, devices, directories and pipes have no data. */
const HEADER_ONLY: ReadonlySet<string> = new Set(['1', '2', '3', '4', '5', '6']);

/**
 * Reads the header block at `at`: old v7, ustar, pax, GNU or star.
 *
 * @throws PlimsollError CORRUPT_ARCHIVE for a wrong checksum or a number that is none
 * @see https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
export function parseTarHeader(buffer: Buffer, at: number): TarHeader {
  verifyChecksum(buffer, at);
  const isUstar = buffer.toString('latin1', at + MAGIC_AT, at + MAGIC_AT + 6) === 'ustar\0';
  const typeByte = buffer[at + TYPE_AT]!;
  const name = readText(buffer, at + NAME.at, NAME.length);
  const prefix = isUstar ? readText(buffer, at + PREFIX.at, prefixLength(buffer, at)) : '';
  const isOldDirectory = typeByte === 0 && name.endsWith('/');
  const type = isOldDirectory ? '5' : typeByte === 0 ? '0' : String.fromCharCode(typeByte);
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    type,
    dataBytes: HEADER_ONLY.has(type) ? 0 : readNumber(buffer, at + SIZE.at, SIZE.length, 'size', name),
    mode: readNumber(buffer, at + MODE.at, MODE.length, 'mode', name),
    linkPath: type === '1' || type === '2' ? readText(buffer, at + LINK.at, LINK.length) : '',
    hasMoreSparseBlocks: type === 'S' && buffer[at + SPARSE_EXTENDED_AT] !== 0,
  };
}

/** True for types whose header stands alone, whatever size it states. */
export function isHeaderOnly(type: string): boolean {
  return HEADER_ONLY.has(type);
}

/** True for a block of zeros. */
export function isZeroBlock(buffer: Buffer, at: number): boolean {
  if (buffer[at] !== 0) return false;
  for (let i = at + 1; i < at + BLOCK; i++) if (buffer[i] !== 0) return false;
  return true;
}

/** What follows data so that the next header starts at a block. */
export function paddingOf(dataBytes: number): number {
  return (BLOCK - (dataBytes % BLOCK)) % BLOCK;
}

function prefixLength(buffer: Buffer, at: number): number {
  const isStar = buffer.toString('latin1', at + STAR_TRAILER_AT, at + BLOCK) === 'tar\0';
  return isStar ? STAR_PREFIX_LENGTH : PREFIX.length;
}

function verifyChecksum(buffer: Buffer, at: number): void {
  let unsigned = 0;
  let signed = 0;
  for (let i = 0; i < BLOCK; i++) {
    const byte = i >= CHECKSUM.at && i < CHECKSUM.at + CHECKSUM.length ? 0x20 : buffer[at + i]!;
    unsigned += byte;
    // Some old tars summed signed bytes.
    signed += byte < 128 ? byte : byte - 256;
  }
  const stated = readNumber(buffer, at + CHECKSUM.at, CHECKSUM.length, 'checksum', '');
  if (stated !== unsigned && stated !== signed) {
    throw new PlimsollError('CORRUPT_ARCHIVE', `a tar header has the checksum ${unsigned} but states ${stated}`);
  }
}

function readText(buffer: Buffer, at: number, length: number): string {
  if (buffer[at] === 0) return '';
  const nul = buffer.indexOf(0, at);
  const end = nul === -1 || nul > at + length ? at + length : nul;
  return buffer.toString('utf8', at, end);
}

/** Octal digits between blanks, or, with the first bit set, a big-endian binary number. */
function readNumber(buffer: Buffer, at: number, length: number, field: string, name: string): number {
  const first = buffer[at]!;
  if (first >= 128) return readBinary(buffer, at, length, field, name);
  let i = at;
  const end = at + length;
  while (i < end && buffer[i] === 0x20) i++;
  let value = 0;
  for (; i < end; i++) {
    const digit = buffer[i]! - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  if (i < end && buffer[i] !== 0 && buffer[i] !== 0x20) throw badNumber(buffer.toString('latin1', at, end), field, name);
  return value;
}

function readBinary(buffer: Buffer, at: number, length: number, field: string, name: string): number {
  // 0xff is the start of a negative number; no field may be one.
  let value = buffer[at] === 0x80 ? 0 : buffer[at]! & 0x7f;
  for (let i = at + 1; i < at + length; i++) value = value * 256 + buffer[i]!;
  if (buffer[at]! >= 0xc0 || !Number.isSafeInteger(value)) throw badNumber(buffer.toString('hex', at, at + length), field, name);
  return value;
}

function badNumber(text: string, field: string, name: string): PlimsollError {
  const where = name === '' ? '' : ` of ${JSON.stringify(name)}`;
  return new PlimsollError('CORRUPT_ARCHIVE', `the ${field}${where} in a tar header is ${JSON.stringify(text)}, which is not a number`);
}
