import { PlimsollError } from '@plimsoll/model';

/** The records of an extended header that change what the next member is. */
export interface PaxRecords {
  readonly path?: string;
  readonly linkPath?: string;
  readonly sizeBytes?: number;
  /** A GNU sparse file: what follows is not its content but a map and pieces. */
  readonly isSparse?: true;
}

const SPACE = 0x20;
const NEWLINE = 0x0a;
const EQUALS = 0x3d;
const MAX_LENGTH_DIGITS = 10;

/**
 * Reads the records `<length> <key>=<value>\n` of a pax extended header. Of several records with one key the last counts; an empty value takes
 * the key back.
 *
 * @throws PlimsollError CORRUPT_ARCHIVE if a record does not end where its length says, or holds a NUL where none may be
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
 */
export function parsePax(bytes: Buffer): PaxRecords {
  let path: string | undefined;
  let sparseName: string | undefined;
  let linkPath: string | undefined;
  let sizeBytes: number | undefined;
  let isSparse = false;
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const { key, value, end } = readRecord(bytes, at);
    at = end;
    if (key === 'path') path = textOf(key, value);
    else if (key === 'linkpath') linkPath = textOf(key, value);
    else if (key === 'size') sizeBytes = numberOf(key, value);
    else if (key.startsWith('GNU.sparse.')) {
      isSparse = true;
      if (key === 'GNU.sparse.name') sparseName = textOf(key, value);
    }
  }
  const name = sparseName ?? path;
  return {
    ...(name ? { path: name } : {}),
    ...(linkPath ? { linkPath } : {}),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(isSparse ? { isSparse } : {}),
  };
}

function readRecord(bytes: Buffer, at: number): { key: string; value: Buffer; end: number } {
  let length = 0;
  let i = at;
  for (; bytes[i] !== SPACE; i++) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 9 || i - at >= MAX_LENGTH_DIGITS) throw malformed('does not start with its length');
    length = length * 10 + digit;
  }
  const end = at + length;
  if (end > bytes.length || end <= i + 1 || bytes[end - 1] !== NEWLINE) throw malformed(`of ${length} bytes does not end where it says`);
  const equals = bytes.indexOf(EQUALS, i + 1);
  if (equals === -1 || equals >= end) throw malformed('has no "="');
  return { key: bytes.toString('utf8', i + 1, equals), value: bytes.subarray(equals + 1, end - 1), end };
}

function textOf(key: string, value: Buffer): string {
  if (value.includes(0)) throw malformed(`holds a NUL in its ${key}`);
  return value.toString('utf8');
}

function numberOf(key: string, value: Buffer): number | undefined {
  const text = value.toString('latin1', 0, 32);
  if (text === '') return undefined;
  const number = Number(text);
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(number)) throw malformed(`has the ${key} ${JSON.stringify(text)}`);
  return number;
}

function malformed(what: string): PlimsollError {
  return new PlimsollError('CORRUPT_ARCHIVE', `a record of a pax header ${what}`);
}
