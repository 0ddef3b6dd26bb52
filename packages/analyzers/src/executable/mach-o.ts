import type { RandomAccessFile } from '../analyzer.ts';
import { clipToFile, type Executable, type Region } from './executable.ts';
import { Fields } from './fields.ts';

const MAX_COMMANDS = 10_000;
const MAX_COMMAND_BYTES = 4 * 1024 * 1024;
const MAX_ARCHITECTURES = 20;
const MAX_SECTIONS = 1000;
const FAT = 0xcafe_babe;
const FAT_64 = 0xcafe_babf;
const MAGIC_32 = 0xfeed_face;
const MAGIC_64 = 0xfeed_facf;
const WRITABLE = 2;

/** Where 32-bit and 64-bit commands keep what. */
const LAYOUTS = {
  4: {
    command: 0x01,
    headerBytes: 28,
    segment: { address: 24, offset: 32, size: 36, protection: 44, sections: 48, bytes: 56 },
    sectionBytes: 68,
  },
  8: {
    command: 0x19,
    headerBytes: 32,
    segment: { address: 24, offset: 40, size: 48, protection: 60, sections: 64, bytes: 72 },
    sectionBytes: 80,
  },
} as const;

/**
 * Reads the headers of a Mach-O executable, one for each architecture of a universal one; empty if it is none.
 *
 * @see https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h
 */
export function readMachO(file: RandomAccessFile): Executable[] {
  return startsOf(file)
    .map((start) => readImage(file, start))
    .filter((executable) => executable !== undefined);
}

/** True for the first bytes of a Mach-O file. Java classes share a magic number with universal ones, but have a version above 44 there. */
export function isMachO(head: Uint8Array): boolean {
  const fields = new Fields(head, false);
  const isFat = (fields.u32(0) === FAT || fields.u32(0) === FAT_64) && fields.u32(4) <= MAX_ARCHITECTURES;
  return isFat || pointerSizeOf(fields) !== undefined || pointerSizeOf(new Fields(head, true)) !== undefined;
}

function startsOf(file: RandomAccessFile): number[] {
  const head = new Fields(file.read(0, 8 + MAX_ARCHITECTURES * 32), false);
  const magic = head.u32(0);
  if (magic !== FAT && magic !== FAT_64) return [0];
  if (!(head.u32(4) <= MAX_ARCHITECTURES)) return [];
  const starts = Array.from({ length: head.u32(4) }, (_, i) => (magic === FAT ? head.u32(8 + i * 20 + 8) : head.u64(8 + i * 32 + 8)));
  return starts.filter((start) => start > 0 && start < file.sizeBytes);
}

function pointerSizeOf(head: Fields): 4 | 8 | undefined {
  if (head.u32(0) === MAGIC_32) return 4;
  return head.u32(0) === MAGIC_64 ? 8 : undefined;
}

function readImage(file: RandomAccessFile, start: number): Executable | undefined {
  const head = file.read(start, 32);
  const littleEndian = pointerSizeOf(new Fields(head, true)) !== undefined;
  const fields = new Fields(head, littleEndian);
  const pointerSize = pointerSizeOf(fields);
  if (pointerSize === undefined) return undefined;

  const { command, headerBytes } = LAYOUTS[pointerSize];
  const commands = new Fields(file.read(start + headerBytes, Math.min(fields.u32(20), MAX_COMMAND_BYTES)), littleEndian);
  const sections: Region[] = [];
  const segments: Region[] = [];
  let at = 0;
  for (let i = 0; i < Math.min(fields.u32(16), MAX_COMMANDS) && commands.u32(at + 4) >= 8; i++) {
    if (commands.u32(at) === command) addSegment(commands, at, start, pointerSize, segments, sections);
    at += commands.u32(at + 4);
  }
  return { littleEndian, pointerSize, sections: clipToFile(sections, file.sizeBytes), segments: clipToFile(segments, file.sizeBytes) };
}

function addSegment(commands: Fields, at: number, start: number, pointerSize: 4 | 8, segments: Region[], sections: Region[]): void {
  const { segment, sectionBytes } = LAYOUTS[pointerSize];
  const writable = (commands.u32(at + segment.protection) & WRITABLE) !== 0;
  segments.push({
    name: commands.text(at + 8, 16),
    address: commands.pointer(at + segment.address, pointerSize),
    offset: start + commands.pointer(at + segment.offset, pointerSize),
    sizeBytes: commands.pointer(at + segment.size, pointerSize),
    writable,
  });
  const count = Math.min(commands.u32(at + segment.sections), MAX_SECTIONS);
  for (let i = 0; i < count; i++) {
    const section = at + segment.bytes + i * sectionBytes;
    sections.push({
      name: commands.text(section, 16),
      address: commands.pointer(section + 32, pointerSize),
      sizeBytes: commands.pointer(section + 32 + pointerSize, pointerSize),
      offset: start + commands.u32(section + 32 + 2 * pointerSize),
      writable,
    });
  }
}
