/** A section of a program made for a test. */
export interface TestSection {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly address?: number;
  readonly writable?: boolean;
}

interface ElfOptions {
  readonly bits?: 32 | 64;
  readonly littleEndian?: boolean;
  /** As `strip --strip-section-headers` leaves it. */
  readonly withoutSectionHeaders?: boolean;
}

class Writer {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly pointerSize: 4 | 8;

  constructor(sizeBytes: number, littleEndian: boolean, pointerSize: 4 | 8) {
    this.bytes = new Uint8Array(sizeBytes);
    this.view = new DataView(this.bytes.buffer);
    this.littleEndian = littleEndian;
    this.pointerSize = pointerSize;
  }

  u16(at: number, value: number): void {
    this.view.setUint16(at, value, this.littleEndian);
  }

  u32(at: number, value: number): void {
    this.view.setUint32(at, value, this.littleEndian);
  }

  pointer(at: number, value: number): void {
    if (this.pointerSize === 8) this.view.setBigUint64(at, BigInt(value), this.littleEndian);
    else this.u32(at, value);
  }

  text(at: number, text: string): void {
    this.bytes.set(new TextEncoder().encode(text), at);
  }
}

/** A minimal ELF file that holds the sections, each of them loaded at its address. */
export function elfOf(sections: readonly TestSection[], options: ElfOptions = {}): Uint8Array {
  const { bits = 64, littleEndian = true, withoutSectionHeaders = false } = options;
  const is64 = bits === 64;
  const sectionBytes = is64 ? 64 : 40;
  const segmentBytes = is64 ? 56 : 32;
  const headerBytes = is64 ? 64 : 52;
  const all = [
    { name: '', bytes: new Uint8Array() },
    ...sections,
    { name: '.shstrtab', bytes: namesOf(['', ...sections.map(({ name }) => name), '.shstrtab']) },
  ];
  const segmentsAt = headerBytes;
  let offset = segmentsAt + sections.length * segmentBytes;
  const offsets = all.map(({ bytes }) => {
    const start = align(offset);
    offset = start + bytes.length;
    return start;
  });
  const sectionsAt = align(offset);
  const out = new Writer(sectionsAt + (withoutSectionHeaders ? 0 : all.length * sectionBytes), littleEndian, is64 ? 8 : 4);

  out.text(0, '\x7fELF');
  out.bytes.set([is64 ? 2 : 1, littleEndian ? 1 : 2, 1], 4);
  out.pointer(is64 ? 32 : 28, segmentsAt);
  out.pointer(is64 ? 40 : 32, withoutSectionHeaders ? 0 : sectionsAt);
  const counts = [segmentBytes, sections.length, sectionBytes, withoutSectionHeaders ? 0 : all.length, all.length - 1];
  for (const [i, count] of counts.entries()) out.u16((is64 ? 54 : 42) + i * 2, count);

  let nameAt = 0;
  for (const [i, { name, bytes, address = 0, writable = false }] of all.entries() as IterableIterator<[number, TestSection]>) {
    const start = offsets[i] ?? 0;
    out.bytes.set(bytes, start);
    if (i > 0 && i <= sections.length) {
      const at = segmentsAt + (i - 1) * segmentBytes;
      out.u32(at, 1);
      out.u32(at + (is64 ? 4 : 24), writable ? 6 : 4);
      out.pointer(at + (is64 ? 8 : 4), start);
      out.pointer(at + (is64 ? 16 : 8), address);
      out.pointer(at + (is64 ? 32 : 16), bytes.length);
    }
    if (!withoutSectionHeaders) {
      const at = sectionsAt + i * sectionBytes;
      out.u32(at, nameAt);
      out.u32(at + 4, i === 0 ? 0 : 1);
      out.pointer(at + 8, writable ? 3 : 2);
      out.pointer(at + (is64 ? 16 : 12), address);
      out.pointer(at + (is64 ? 24 : 16), start);
      out.pointer(at + (is64 ? 32 : 20), bytes.length);
    }
    nameAt += name.length + 1;
  }
  return out.bytes;
}

/** A minimal PE file (64 bit) that holds the sections. Addresses are relative to the image base 0x400000. */
export function peOf(sections: readonly TestSection[]): Uint8Array {
  const tableAt = 64 + 24 + 112;
  let offset = align(tableAt + sections.length * 40);
  const offsets = sections.map(({ bytes }) => {
    const start = offset;
    offset = align(start + bytes.length);
    return start;
  });
  const out = new Writer(offset, true, 8);
  out.text(0, 'MZ');
  out.u32(60, 64);
  out.text(64, 'PE');
  out.u16(64 + 6, sections.length);
  out.u16(64 + 20, 112);
  out.u16(64 + 24, 0x20b);
  out.pointer(64 + 24 + 24, 0x40_0000);
  for (const [i, { name, bytes, address = 0, writable = false }] of sections.entries()) {
    const at = tableAt + i * 40;
    out.text(at, name);
    out.u32(at + 8, bytes.length);
    out.u32(at + 12, address);
    out.u32(at + 16, bytes.length);
    out.u32(at + 20, offsets[i] ?? 0);
    out.u32(at + 36, writable ? 0xc000_0040 : 0x4000_0040);
    out.bytes.set(bytes, offsets[i] ?? 0);
  }
  return out.bytes;
}

/** A minimal Mach-O file (64 bit) with one segment `__DATA` that holds the sections. */
export function machOOf(sections: readonly TestSection[]): Uint8Array {
  const commandBytes = 72 + sections.length * 80;
  let offset = align(32 + commandBytes);
  const dataAt = offset;
  const offsets = sections.map(({ bytes }) => {
    const start = offset;
    offset = align(start + bytes.length);
    return start;
  });
  const out = new Writer(offset, true, 8);
  out.u32(0, 0xfeed_facf);
  out.u32(16, 1);
  out.u32(20, commandBytes);
  out.u32(32, 0x19);
  out.u32(36, commandBytes);
  out.text(40, '__DATA');
  out.pointer(32 + 24, 0x1000);
  out.pointer(32 + 40, dataAt);
  out.pointer(32 + 48, offset - dataAt);
  out.u32(32 + 60, 3);
  out.u32(32 + 64, sections.length);
  for (const [i, { name, bytes }] of sections.entries()) {
    const at = 32 + 72 + i * 80;
    const start = offsets[i] ?? 0;
    out.text(at, name);
    out.pointer(at + 32, 0x1000 + start - dataAt);
    out.pointer(at + 40, bytes.length);
    out.u32(at + 48, start);
    out.bytes.set(bytes, start);
  }
  return out.bytes;
}

/** A universal Mach-O file that holds the images, each on a page of its own. */
export function fatMachOOf(images: readonly Uint8Array[]): Uint8Array {
  const page = 4096;
  const starts: number[] = [];
  let offset = page;
  for (const image of images) {
    starts.push(offset);
    offset += Math.ceil(image.length / page) * page;
  }
  const out = new Writer(offset, false, 4);
  out.u32(0, 0xcafe_babe);
  out.u32(4, images.length);
  for (const [i, image] of images.entries()) {
    out.u32(8 + i * 20 + 8, starts[i] ?? 0);
    out.u32(8 + i * 20 + 12, image.length);
    out.bytes.set(image, starts[i] ?? 0);
  }
  return out.bytes;
}

function align(offset: number): number {
  return Math.ceil(offset / 16) * 16;
}

function namesOf(names: readonly string[]): Uint8Array {
  return new TextEncoder().encode(names.map((name) => `${name}\0`).join(''));
}
