import type { RandomAccessFile } from '../analyzer.ts';
import { type Executable, findSection, readAddress, type Region } from '../executable/executable.ts';
import { Fields } from '../executable/fields.ts';

/** What the Go linker writes about a program. */
export interface BuildInfo {
  /** `go1.26.8`, with whatever the vendor of the compiler adds. */
  readonly goVersion: string;
  /** Lines of tab-separated fields; empty if the program was built without modules. */
  readonly moduleText: string;
}

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const HEADER_BYTES = 32;
const FLAGS_AT = 15;
const BIG_ENDIAN = 1;
const INLINE = 2;
const MAX_VERSION_BYTES = 1024;
const MAX_MODULE_BYTES = 16 * 1024 * 1024;
const MAX_SCANNED_BYTES = 256 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
/** Module text stands between two marks of this length. */
const MARK_BYTES = 16;

/**
 * Reads the build information of a Go program: strings behind a header (Go 1.18 and newer), or pointers to them.
 *
 * @returns undefined if the program has none (it is not Go's, or packed)
 * @see https://pkg.go.dev/debug/buildinfo
 */
export function readBuildInfo(file: RandomAccessFile, executable: Executable): BuildInfo | undefined {
  for (const region of regionsOf(executable)) {
    for (const offset of headersIn(file, region)) {
      const info = decode(file, executable, offset);
      if (info !== undefined) return info;
    }
  }
  return undefined;
}

/** True if the program says that it is Go's, whether or not its build information can be read. */
export function hasBuildInfoSection(executable: Executable): boolean {
  return findSection(executable, '.go.buildinfo', '__go_buildinfo') !== undefined;
}

/** The section made for it; PE files and those without section headers have it in their writable data. */
function regionsOf(executable: Executable): Region[] {
  const section = findSection(executable, '.go.buildinfo', '__go_buildinfo');
  if (section !== undefined) return [section];
  const isElfOrMachO = executable.sections.length > 0 && executable.sections !== executable.segments;
  return isElfOrMachO ? [] : executable.segments.filter(({ writable }) => writable);
}

function* headersIn(file: RandomAccessFile, region: Region): Generator<number> {
  const end = region.offset + Math.min(region.sizeBytes, MAX_SCANNED_BYTES);
  for (let start = region.offset; start < end; start += CHUNK_BYTES) {
    const chunk = Buffer.from(file.read(start, Math.min(CHUNK_BYTES + HEADER_BYTES, end - start)));
    for (let at = chunk.indexOf(MAGIC); at !== -1; at = chunk.indexOf(MAGIC, at + 1)) {
      if (at < CHUNK_BYTES) yield start + at;
    }
  }
}

function decode(file: RandomAccessFile, executable: Executable, offset: number): BuildInfo | undefined {
  const header = file.read(offset, HEADER_BYTES);
  const flags = header[FLAGS_AT] ?? 0;
  if ((flags & INLINE) !== 0) return decodeInline(file, offset + HEADER_BYTES);

  const pointerSize = header[FLAGS_AT - 1] === 4 ? 4 : 8;
  const littleEndian = (flags & BIG_ENDIAN) === 0;
  const fields = new Fields(header, littleEndian);
  const stringAt = (address: number, maxBytes: number): Uint8Array => {
    const pointer = new Fields(readAddress(file, executable, address, 2 * pointerSize), littleEndian);
    const length = pointer.pointer(pointerSize, pointerSize);
    return length <= maxBytes ? readAddress(file, executable, pointer.pointer(0, pointerSize), length) : new Uint8Array();
  };
  const version = stringAt(fields.pointer(16, pointerSize), MAX_VERSION_BYTES);
  return toBuildInfo(version, stringAt(fields.pointer(16 + pointerSize, pointerSize), MAX_MODULE_BYTES));
}

function decodeInline(file: RandomAccessFile, offset: number): BuildInfo | undefined {
  const version = lengthPrefixed(file, offset, MAX_VERSION_BYTES);
  if (version === undefined) return undefined;
  const modules = lengthPrefixed(file, version.end, MAX_MODULE_BYTES);
  return modules && toBuildInfo(version.bytes, modules.bytes);
}

function lengthPrefixed(file: RandomAccessFile, offset: number, maxBytes: number): { bytes: Uint8Array; end: number } | undefined {
  const prefix = file.read(offset, 5);
  let length = 0;
  for (let i = 0; i < prefix.length; i++) {
    const byte = prefix[i] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte >= 0x80) continue;
    const start = offset + i + 1;
    return length <= maxBytes && start + length <= file.sizeBytes ? { bytes: file.read(start, length), end: start + length } : undefined;
  }
  return undefined;
}

function toBuildInfo(version: Uint8Array, modules: Uint8Array): BuildInfo | undefined {
  const goVersion = new TextDecoder().decode(version);
  if (!goVersion.startsWith('go') && !goVersion.startsWith('devel')) return undefined;
  const isMarked = modules.length > 2 * MARK_BYTES && modules.at(-MARK_BYTES - 1) === 0x0a;
  return { goVersion, moduleText: isMarked ? new TextDecoder().decode(modules.subarray(MARK_BYTES, -MARK_BYTES)) : '' };
}
