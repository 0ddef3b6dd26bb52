import type { RandomAccessFile } from '../analyzer.ts';
import { type Executable, findSection, type Region } from '../executable/executable.ts';
import { Fields } from '../executable/fields.ts';

const MAX_TABLE_BYTES = 128 * 1024 * 1024;
const MAX_SCANNED_BYTES = 512 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const MAX_NAME_BYTES = 4096;

/** The magic numbers of the table by the Go release that brought them. */
const GO_1_2 = 0xffff_fffb;
const GO_1_16 = 0xffff_fffa;
const GO_1_18 = 0xffff_fff0;
const GO_1_20 = 0xffff_fff1;

/**
 * The names of all functions in a Go program, those that were inlined into others too, from the table that the runtime needs for stack traces:
 * stripping leaves it alone. May hold text that is no name (the oldest format mixes names with file names and numbers).
 *
 * @returns undefined if there is no such table, or it is damaged, or larger than 128 MiB
 * @see https://pkg.go.dev/debug/gosym
 */
export function readFunctionNames(file: RandomAccessFile, executable: Executable): Iterable<string> | undefined {
  const section = findSection(executable, '.gopclntab', '__gopclntab', '.data.rel.ro.gopclntab');
  const region = section === undefined ? scanForTable(file, executable) : namesAt(file, executable, section.offset, section.sizeBytes);
  if (region === undefined || region.sizeBytes > MAX_TABLE_BYTES) return undefined;
  return splitNames(file.read(region.offset, region.sizeBytes));
}

interface Names {
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Where the names lie in the table at `offset`. */
function namesAt(file: RandomAccessFile, executable: Executable, offset: number, maxBytes: number): Names | undefined {
  const header = file.read(offset, Math.min(8 + 8 * 8, maxBytes));
  const fields = new Fields(header, executable.littleEndian);
  const pointerSize = header[7];
  if (header[4] !== 0 || header[5] !== 0 || (pointerSize !== 4 && pointerSize !== 8)) return undefined;
  const word = (index: number): number => fields.pointer(8 + index * pointerSize, pointerSize);

  const magic = fields.u32(0);
  if (magic === GO_1_2) return { offset, sizeBytes: maxBytes };
  if (magic !== GO_1_16 && magic !== GO_1_18 && magic !== GO_1_20) return undefined;
  const nameWord = magic === GO_1_16 ? 2 : 3;
  const [start, end] = [word(nameWord), word(nameWord + 1)];
  return start > 0 && end >= start && end <= maxBytes ? { offset: offset + start, sizeBytes: end - start } : undefined;
}

/** PE files have no section for the table, and those linked by a C linker keep it among other data. */
function scanForTable(file: RandomAccessFile, executable: Executable): Names | undefined {
  const regions = executable.sections.length > 0 ? executable.sections : executable.segments;
  let budget = MAX_SCANNED_BYTES;
  for (const region of regions) {
    if (budget <= 0) return undefined;
    budget -= region.sizeBytes;
    const names = scanRegion(file, executable, region);
    if (names !== undefined) return names;
  }
  return undefined;
}

function scanRegion(file: RandomAccessFile, executable: Executable, region: Region): Names | undefined {
  if (!executable.littleEndian) return undefined;
  const tail = Uint8Array.of(0xff, 0xff, 0xff, 0, 0);
  const end = region.offset + region.sizeBytes;
  for (let start = region.offset; start < end; start += CHUNK_BYTES) {
    const chunk = Buffer.from(file.read(start, Math.min(CHUNK_BYTES + 8, end - start)));
    for (let at = chunk.indexOf(tail); at !== -1 && at <= CHUNK_BYTES; at = chunk.indexOf(tail, at + 1)) {
      const offset = start + at - 1;
      const names = offset < region.offset ? undefined : namesAt(file, executable, offset, end - offset);
      if (names !== undefined) return names;
    }
  }
  return undefined;
}

function* splitNames(bytes: Uint8Array): Generator<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start < buffer.length;) {
    const nul = buffer.indexOf(0, start);
    const end = nul === -1 ? buffer.length : nul;
    if (end > start && end - start <= MAX_NAME_BYTES) yield buffer.toString('utf8', start, end);
    start = end + 1;
  }
}
