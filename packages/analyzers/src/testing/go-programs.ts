/** The `.go.buildinfo` section of Go 1.18 and newer. */
export function inlineBuildInfo(goVersion: string, moduleText: string): Uint8Array {
  const marked = moduleText === '' ? '' : `${'0'.repeat(16)}${moduleText}${'1'.repeat(16)}`;
  const header = Uint8Array.from({ length: 32 }, (_, i) => [0xff, ...Buffer.from(' Go buildinf:'), 8, 2][i] ?? 0);
  return Buffer.concat([header, lengthPrefixed(goVersion), lengthPrefixed(marked)]);
}

/** The `.go.buildinfo` section before Go 1.18, its strings behind it. `address` is where the section is loaded. */
export function pointerBuildInfo(
  goVersion: string,
  moduleText: string,
  address: number,
  options: { bits?: 32 | 64; littleEndian?: boolean } = {},
): Uint8Array {
  const { bits = 64, littleEndian = true } = options;
  const size = bits / 8;
  const marked = `${'0'.repeat(16)}${moduleText}${'1'.repeat(16)}`;
  const versionAt = 64;
  const moduleAt = versionAt + goVersion.length;
  const bytes = new Uint8Array(moduleAt + marked.length);
  const view = new DataView(bytes.buffer);
  const pointer = (at: number, value: number): void => {
    if (size === 8) view.setBigUint64(at, BigInt(value), littleEndian);
    else view.setUint32(at, value, littleEndian);
  };
  bytes.set([0xff, ...Buffer.from(' Go buildinf:'), size, littleEndian ? 0 : 1]);
  pointer(16, address + 32);
  pointer(16 + size, address + 48);
  pointer(32, address + versionAt);
  pointer(32 + size, goVersion.length);
  pointer(48, address + moduleAt);
  pointer(48 + size, marked.length);
  bytes.set(Buffer.from(goVersion + marked), versionAt);
  return bytes;
}

/** A `.gopclntab` section of Go 1.20 and newer (64 bit, little endian) with nothing but function names. */
export function functionTable(names: readonly string[], magic = 0xffff_fff1): Uint8Array {
  const text = Buffer.from(names.map((name) => `${name}\0`).join(''));
  const header = Buffer.alloc(8 + 8 * 8);
  header.writeUInt32LE(magic);
  header.set([1, 8], 6);
  const nameWord = magic === 0xffff_fffa ? 2 : 3;
  header.writeBigUInt64LE(BigInt(header.length), 8 + nameWord * 8);
  header.writeBigUInt64LE(BigInt(header.length + text.length), 8 + (nameWord + 1) * 8);
  return Buffer.concat([header, text]);
}

function lengthPrefixed(text: string): Buffer {
  const prefix: number[] = [];
  let rest = text.length;
  for (; rest >= 0x80; rest >>>= 7) prefix.push((rest & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([...prefix, rest]), Buffer.from(text)]);
}
