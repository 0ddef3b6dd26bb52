import type { RandomAccessFile } from '../analyzer.ts';
import { clipToFile, type Executable, type Region } from './executable.ts';
import { Fields } from './fields.ts';

const MAX_SECTIONS = 200;
const SECTION_BYTES = 40;
const PE32 = 0x10b;
const PE32_PLUS = 0x20b;
const WRITABLE = 0x8000_0000;

/**
 * Reads the headers of a Windows executable; undefined if it is none.
 *
 * @see https://learn.microsoft.com/windows/win32/debug/pe-format
 */
export function readPe(file: RandomAccessFile): Executable | undefined {
  const dos = file.read(0, 64);
  if (dos[0] !== 0x4d || dos[1] !== 0x5a) return undefined;
  const start = new Fields(dos, true).u32(60);
  if (!(start < file.sizeBytes)) return undefined;
  const head = new Fields(file.read(start, 24 + 32), true);
  const magic = head.u16(24);
  if (head.u32(0) !== 0x4550 || (magic !== PE32 && magic !== PE32_PLUS)) return undefined;

  const imageBase = magic === PE32 ? head.u32(24 + 28) : head.u64(24 + 24);
  const tableAt = start + 24 + head.u16(20);
  const table = new Fields(file.read(tableAt, Math.min(head.u16(6), MAX_SECTIONS) * SECTION_BYTES), true);
  const regions: Region[] = [];
  for (let at = 0; table.u32(at + SECTION_BYTES - 4) >= 0; at += SECTION_BYTES) {
    regions.push({
      name: table.text(at, 8),
      address: imageBase + table.u32(at + 12),
      offset: table.u32(at + 20),
      // What is stored is padded to whole blocks; what lies beyond the size in memory is padding.
      sizeBytes: Math.min(table.u32(at + 16), table.u32(at + 8) || table.u32(at + 16)),
      writable: (table.u32(at + 36) & WRITABLE) !== 0,
    });
  }
  const sections = clipToFile(regions, file.sizeBytes);
  return { littleEndian: true, pointerSize: magic === PE32 ? 4 : 8, sections, segments: sections };
}
