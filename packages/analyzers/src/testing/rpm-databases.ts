/** Builders of small rpm databases, written from the formats' descriptions: no tool of today writes Berkeley DB, and few write NDB. */

export interface HeaderTag {
  readonly tag: number;
  /** 4: 32-bit numbers, 6: string, 8: strings. Others take the bytes as they are. */
  readonly type: number;
  readonly value: string | readonly string[] | readonly number[] | Uint8Array;
}

/** The tags that every package has. */
export function nevra(name: string, version: string, release: string): HeaderTag[] {
  return [
    { tag: 1000, type: 6, value: name },
    { tag: 1001, type: 6, value: version },
    { tag: 1002, type: 6, value: release },
  ];
}

/** A package header without a region, its tags in the order given. */
export function buildHeader(tags: readonly HeaderTag[]): Uint8Array {
  const data: number[] = [];
  const index = tags.map(({ tag, type, value }) => {
    const bytes = bytesOf(value);
    const count = typeof value === 'string' ? 1 : value.length;
    const entry = [tag, type, data.length, count];
    data.push(...bytes);
    return entry;
  });
  const header = new DataView(new ArrayBuffer(8 + 16 * index.length + data.length));
  [index.length, data.length, ...index.flat()].forEach((word, i) => header.setInt32(4 * i, word));
  const bytes = new Uint8Array(header.buffer);
  bytes.set(data, 8 + 16 * index.length);
  return bytes;
}

function bytesOf(value: HeaderTag['value']): number[] {
  if (value instanceof Uint8Array) return [...value];
  const parts = typeof value === 'string' ? [value] : value;
  return parts.flatMap((part) =>
    typeof part === 'number' ? [part >>> 24, (part >>> 16) & 255, (part >>> 8) & 255, part & 255] : [...new TextEncoder().encode(part), 0],
  );
}

/** Two hash pages, then a chain of overflow pages a header; `inline` stores the headers in the hash pages instead. */
export function buildBerkeley(
  headers: readonly Uint8Array[],
  { pageSize = 4096, isLittleEndian = true, inline = false }: { pageSize?: number; isLittleEndian?: boolean; inline?: boolean } = {},
): Uint8Array {
  const capacity = pageSize - 26;
  const chains = headers.map((header) => (inline ? [] : slicesOf(header, capacity)));
  const pages = Array.from({ length: 3 + chains.flat().length }, (_, number) => {
    const page = new DataView(new ArrayBuffer(pageSize));
    page.setUint32(8, number, isLittleEndian);
    return page;
  });

  const [meta, ...rest] = pages as [DataView, ...DataView[]];
  const words = { 12: 0x61561, 16: 9, 20: pageSize, 32: pages.length - 1, 72: 1, 76: 1, 88: headers.length, 96: 1, 100: 1 };
  for (const [at, word] of Object.entries(words)) meta.setUint32(Number(at), word, isLittleEndian);
  meta.setUint8(25, 8);

  const items: number[][][] = [
    [
      [1, 0, 0, 0, 0],
      [1, 0, 0, 0, 0],
    ],
    [],
  ];
  let next = 3;
  for (const [i, header] of headers.entries()) {
    const chain = chains[i] ?? [];
    const first = next;
    for (const [link, part] of chain.entries()) {
      const page = rest[next - 1]!;
      page.setUint32(12, link === 0 ? 0 : next - 1, isLittleEndian);
      page.setUint32(16, link === chain.length - 1 ? 0 : next + 1, isLittleEndian);
      page.setUint16(20, 1, isLittleEndian);
      page.setUint16(22, part.length, isLittleEndian);
      page.setUint8(25, 7);
      new Uint8Array(page.buffer).set(part, 26);
      next++;
    }
    const value = inline ? [1, ...header] : [3, 0, 0, 0, ...word32(first, isLittleEndian), ...word32(header.length, isLittleEndian)];
    items[i % 2]!.push([1, ...word32(i + 1, isLittleEndian)], value);
  }
  for (const [bucket, list] of items.entries()) {
    const page = rest[bucket]!;
    let end = pageSize;
    for (const [i, item] of list.entries()) {
      end -= item.length;
      new Uint8Array(page.buffer).set(item, end);
      page.setUint16(26 + 2 * i, end, isLittleEndian);
    }
    page.setUint16(20, list.length, isLittleEndian);
    page.setUint16(22, end, isLittleEndian);
    page.setUint8(25, 13);
  }
  return joined(pages.map((page) => new Uint8Array(page.buffer)));
}

/** One page of slots, then the headers. */
export function buildNdb(headers: readonly Uint8Array[]): Uint8Array {
  const blobs = headers.map((header, i) => {
    const length = Math.ceil((16 + header.length + 12) / 16) * 16;
    const blob = new DataView(new ArrayBuffer(length));
    const words = { 0: 0x53626c42, 4: i + 1, 8: 7, 12: header.length, [length - 8]: header.length, [length - 4]: 0x45626c42 };
    for (const [at, word] of Object.entries(words)) blob.setUint32(Number(at), word, true);
    new Uint8Array(blob.buffer).set(header, 16);
    blob.setUint32(length - 12, adler32(new Uint8Array(blob.buffer, 0, length - 12)), true);
    return new Uint8Array(blob.buffer);
  });
  const slots = new DataView(new ArrayBuffer(4096));
  [0x506d7052, 0, 1, 1, headers.length + 1].forEach((word, i) => slots.setUint32(4 * i, word, true));
  let offset = 4096;
  for (let i = 0; i < 254; i++) {
    const length = blobs[i]?.length ?? 0;
    const slot = [0x746f6c53, length === 0 ? 0 : i + 1, length === 0 ? 0 : offset / 16, length / 16];
    slot.forEach((word, j) => slots.setUint32(32 + 16 * i + 4 * j, word, true));
    offset += length;
  }
  return joined([new Uint8Array(slots.buffer), ...blobs]);
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) [a, b] = [(a + byte) % 65_521, (b + a + byte) % 65_521];
  return b * 65_536 + a;
}

function word32(word: number, isLittleEndian: boolean): number[] {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, word, isLittleEndian);
  return [...new Uint8Array(view.buffer)];
}

function slicesOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
