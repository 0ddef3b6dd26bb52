/** One member of a tar archive, written exactly as given: names are not cleaned, so hostile ones can be written too. */
export interface TarEntry {
  readonly path: string;
  /** Default `file`. */
  readonly type?: 'file' | 'directory' | 'symlink' | 'hardlink' | 'character-device' | 'block-device' | 'fifo' | 'pax-global';
  /** Of files; a string is written as UTF-8. */
  readonly content?: string | Uint8Array;
  /** Of links. */
  readonly target?: string;
  /** Default 0o644, directories 0o755. */
  readonly mode?: number;
  /** Extended header records, written before the member: `{ path: 'long/name' }`. */
  readonly pax?: Readonly<Record<string, string>>;
}

const BLOCK = 512;
const TYPE_FLAGS = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  'character-device': '3',
  'block-device': '4',
  directory: '5',
  fifo: '6',
  'pax-global': 'g',
} as const;

/**
 * Writes a ustar archive, with pax headers for names over 100 bytes. Same entries, same bytes: owner 0, time 0, in the order given.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13
 */
export function writeTar(entries: Iterable<TarEntry>): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const entry of entries) {
    const records = { ...longNames(entry), ...entry.pax };
    if (Object.keys(records).length > 0) {
      const content = paxRecords(records);
      blocks.push(tarHeader({ path: 'pax', typeFlag: 'x', sizeBytes: content.length }), ...padded(content));
    }
    const type = entry.type ?? 'file';
    const content = typeof entry.content === 'string' ? Buffer.from(entry.content) : (entry.content ?? new Uint8Array());
    const mode = entry.mode ?? (type === 'directory' ? 0o755 : 0o644);
    const header = { path: entry.path, typeFlag: TYPE_FLAGS[type], sizeBytes: content.length, target: entry.target ?? '', mode };
    blocks.push(tarHeader(header), ...padded(content));
  }
  blocks.push(new Uint8Array(2 * BLOCK));
  return Buffer.concat(blocks);
}

/** One header block with a valid checksum, for archives that `writeTar` would not write. Names over 100 bytes are cut. */
export function tarHeader(fields: { path: string; typeFlag: string; sizeBytes: number; target?: string; mode?: number }): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  Buffer.from(fields.path).copy(header, 0, 0, 100);
  header.write(octal(fields.mode ?? 0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(fields.sizeBytes, 11), 124);
  header.write(octal(0, 11), 136);
  header.write(fields.typeFlag, 156);
  Buffer.from(fields.target ?? '').copy(header, 157, 0, 100);
  header.write('ustar\0', 257, 'latin1');
  header.write('00', 263);
  return withChecksum(header);
}

/** Sets the checksum of a header block to what its other bytes say, in place. */
export function withChecksum(header: Uint8Array): Uint8Array {
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(Buffer.from(`${octal(sum, 6)}\0 `, 'latin1'), 148);
  return header;
}

function longNames(entry: TarEntry): Record<string, string> {
  return {
    ...(Buffer.byteLength(entry.path) > 100 ? { path: entry.path } : {}),
    ...(Buffer.byteLength(entry.target ?? '') > 100 ? { linkpath: entry.target! } : {}),
  };
}

/** `<length> <key>=<value>\n`, where the length counts itself. */
function paxRecords(records: Readonly<Record<string, string>>): Uint8Array {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + String(rest).length;
    if (String(length).length !== String(rest).length) length = rest + String(length).length;
    return `${length} ${key}=${value}\n`;
  });
  return Buffer.from(lines.join(''));
}

function padded(content: Uint8Array): Uint8Array[] {
  const rest = content.length % BLOCK;
  return rest === 0 ? [content] : [content, new Uint8Array(BLOCK - rest)];
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
