import { PlimsollError } from '@plimsoll/model';
import { viewOf } from './bytes.ts';

const PREAMBLE_BYTES = 8;
const ENTRY_BYTES = 16;
const MAX_ENTRIES = 65_535;
const MAX_DATA_BYTES = 0x0f_ff_ff_ff;
/** Of strings or numbers under one tag: more than any package has files. */
const MAX_COUNT = 1_000_000;

const TYPE = { int8: 2, int16: 3, int32: 4, string: 6, stringArray: 8, translated: 9 } as const;
const INTEGER_BYTES: Readonly<Record<number, number>> = { [TYPE.int8]: 1, [TYPE.int16]: 2, [TYPE.int32]: 4 };

interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

/** What rpm knows about one package, by tag. A tag that is absent or damaged is undefined. */
export interface RpmHeader {
  /** Tags that were asked for and are damaged: they lie outside the data, have another type or too many values. Ascending, without repeats. */
  damagedTags(): readonly number[];
  /** A string, or the first of several. */
  text(tag: number): string | undefined;
  texts(tag: number): readonly string[] | undefined;
  /** Unsigned integers of 8, 16 or 32 bits. */
  numbers(tag: number): readonly number[] | undefined;
}

/**
 * Reads a header as the databases hold it: two counts, the index, the data. Tags that rpm adds when it installs follow those of the package,
 * and override them.
 *
 * @throws PlimsollError MALFORMED_RECORD if the counts do not fit the bytes
 * @see https://rpm-software-management.github.io/rpm/manual/format_header.html
 */
export function readHeader(bytes: Uint8Array): RpmHeader {
  const view = viewOf(bytes);
  if (bytes.length < PREAMBLE_BYTES) throw new PlimsollError('MALFORMED_RECORD', `a package header has ${bytes.length} bytes`);
  const entryCount = view.getUint32(0);
  const dataBytes = view.getUint32(4);
  const dataStart = PREAMBLE_BYTES + entryCount * ENTRY_BYTES;
  if (entryCount > MAX_ENTRIES || dataBytes > MAX_DATA_BYTES || dataStart + dataBytes > bytes.length) {
    const stated = `${entryCount} entries and ${dataBytes} bytes of data`;
    throw new PlimsollError('MALFORMED_RECORD', `a package header states ${stated} and has ${bytes.length} bytes`);
  }
  const entries = new Map<number, Entry>();
  for (let at = PREAMBLE_BYTES; at < dataStart; at += ENTRY_BYTES) {
    entries.set(view.getInt32(at), { type: view.getUint32(at + 4), offset: view.getInt32(at + 8), count: view.getUint32(at + 12) });
  }
  const data = bytes.subarray(dataStart, dataStart + dataBytes);
  const damaged = new Set<number>();
  function read<T>(tag: number, decode: (entry: Entry) => T | undefined): T | undefined {
    const entry = entries.get(tag);
    if (entry === undefined) return undefined;
    const isInside = entry.offset >= 0 && entry.offset < dataBytes && entry.count <= MAX_COUNT;
    const value = isInside ? decode(entry) : undefined;
    if (value === undefined) damaged.add(tag);
    return value;
  }
  return {
    damagedTags: () => [...damaged].toSorted((a, b) => a - b),
    text: (tag) => read(tag, (entry) => stringsOf(data, entry, 1)?.[0]),
    texts: (tag) => read(tag, (entry) => stringsOf(data, entry, MAX_COUNT)),
    numbers: (tag) => read(tag, (entry) => numbersOf(data, entry)),
  };
}

function stringsOf(data: Uint8Array, entry: Entry, limit: number): readonly string[] | undefined {
  if (!isText(entry.type)) return undefined;
  const count = Math.min(entry.type === TYPE.string ? 1 : entry.count, limit);
  const decoder = new TextDecoder();
  const strings: string[] = [];
  let start = entry.offset;
  while (strings.length < count) {
    const end = data.indexOf(0, start);
    if (end === -1) return undefined;
    strings.push(decoder.decode(data.subarray(start, end)));
    start = end + 1;
  }
  return strings;
}

function isText(type: number): boolean {
  return type === TYPE.string || type === TYPE.stringArray || type === TYPE.translated;
}

function numbersOf(data: Uint8Array, entry: Entry): readonly number[] | undefined {
  const size = INTEGER_BYTES[entry.type];
  if (size === undefined || entry.offset + entry.count * size > data.length) return undefined;
  const view = viewOf(data.subarray(entry.offset, entry.offset + entry.count * size));
  return Array.from({ length: entry.count }, (_, i) => {
    if (size === 1) return view.getUint8(i);
    return size === 2 ? view.getUint16(2 * i) : view.getUint32(4 * i);
  });
}
