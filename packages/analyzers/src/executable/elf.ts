import type { RandomAccessFile } from '../analyzer.ts';
import { clipToFile, type Executable, type Region } from './executable.ts';
import { Fields } from './fields.ts';

const MAX_SECTIONS = 20_000;
const MAX_SEGMENTS = 1000;
const MAX_NAMES_BYTES = 4 * 1024 * 1024;
const NOBITS = 8;
const SECTION_WRITABLE = 1;
const LOAD = 1;
const SEGMENT_WRITABLE = 2;

/** Where 32-bit and 64-bit headers keep what. */
const LAYOUTS = {
  4: {
    header: { segments: 28, sections: 32, counts: 42 },
    section: { flags: 8, address: 12, offset: 16, size: 20, bytes: 40 },
    segment: { flags: 24, offset: 4, address: 8, size: 16, bytes: 32 },
  },
  8: {
    header: { segments: 32, sections: 40, counts: 54 },
    section: { flags: 8, address: 16, offset: 24, size: 32, bytes: 64 },
    segment: { flags: 4, offset: 8, address: 16, size: 32, bytes: 56 },
  },
} as const;

/**
 * Reads the headers of an ELF file; undefined if it is none. A program runs without section headers, so unreadable ones are no error.
 *
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html
 */
export function readElf(file: RandomAccessFile): Executable | undefined {
  const head = file.read(0, 64);
  if (head[0] !== 0x7f || head[1] !== 0x45 || head[2] !== 0x4c || head[3] !== 0x46) return undefined;
  if ((head[4] !== 1 && head[4] !== 2) || (head[5] !== 1 && head[5] !== 2)) return undefined;
  const pointerSize = head[4] === 1 ? 4 : 8;
  const littleEndian = head[5] === 1;
  return {
    littleEndian,
    pointerSize,
    sections: clipToFile(sectionsOf(file, new Fields(head, littleEndian), littleEndian, pointerSize), file.sizeBytes),
    segments: clipToFile(segmentsOf(file, new Fields(head, littleEndian), littleEndian, pointerSize), file.sizeBytes),
  };
}

function sectionsOf(file: RandomAccessFile, head: Fields, littleEndian: boolean, pointerSize: 4 | 8): Region[] {
  const { header, section } = LAYOUTS[pointerSize];
  const start = head.pointer(header.sections, pointerSize);
  const entryBytes = head.u16(header.counts + 4);
  if (!(start > 0) || entryBytes !== section.bytes) return [];

  // More than 65,279 sections: the count stands in the first one. We read no more than 20,000 anyway.
  const count = head.u16(header.counts + 6) || MAX_SECTIONS;
  const table = tableAt(file, start, entryBytes, Math.min(count, MAX_SECTIONS), littleEndian);
  const namesAt = head.u16(header.counts + 8) * entryBytes;
  const namesOffset = table.pointer(namesAt + section.offset, pointerSize);
  const namesBytes = Math.min(table.pointer(namesAt + section.size, pointerSize), MAX_NAMES_BYTES);
  const names = new Fields(namesOffset >= 0 && namesBytes >= 0 ? file.read(namesOffset, namesBytes) : new Uint8Array(), littleEndian);

  const sections: Region[] = [];
  for (let at = 0; table.u32(at) >= 0; at += entryBytes) {
    sections.push({
      name: names.text(table.u32(at), 100),
      address: table.pointer(at + section.address, pointerSize),
      offset: table.pointer(at + section.offset, pointerSize),
      sizeBytes: table.u32(at + 4) === NOBITS ? 0 : table.pointer(at + section.size, pointerSize),
      writable: (table.pointer(at + section.flags, pointerSize) & SECTION_WRITABLE) !== 0,
    });
  }
  return sections;
}

function segmentsOf(file: RandomAccessFile, head: Fields, littleEndian: boolean, pointerSize: 4 | 8): Region[] {
  const { header, segment } = LAYOUTS[pointerSize];
  const start = head.pointer(header.segments, pointerSize);
  const entryBytes = head.u16(header.counts);
  if (!(start > 0) || entryBytes !== segment.bytes) return [];
  const table = tableAt(file, start, entryBytes, Math.min(head.u16(header.counts + 2), MAX_SEGMENTS), littleEndian);

  const segments: Region[] = [];
  for (let at = 0; table.u32(at) >= 0; at += entryBytes) {
    if (table.u32(at) !== LOAD) continue;
    segments.push({
      name: '',
      address: table.pointer(at + segment.address, pointerSize),
      offset: table.pointer(at + segment.offset, pointerSize),
      sizeBytes: table.pointer(at + segment.size, pointerSize),
      writable: (table.u32(at + segment.flags) & SEGMENT_WRITABLE) !== 0,
    });
  }
  return segments;
}

function tableAt(file: RandomAccessFile, start: number, entryBytes: number, count: number, littleEndian: boolean): Fields {
  return new Fields(start < file.sizeBytes ? file.read(start, entryBytes * count) : new Uint8Array(), littleEndian);
}
