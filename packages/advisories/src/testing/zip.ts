import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive of the files given, deflated, in their order. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const sizes = [crc32(bytes), packed.length, bytes.length];
    const local = Buffer.concat([
      header(
        0x04034b50,
        30,
        [
          [4, 20],
          [8, 8],
          [26, name.length],
        ],
        [14, ...sizes],
      ),
      name,
      packed,
    ]);
    directory.push(
      Buffer.concat([
        header(
          0x02014b50,
          46,
          [
            [4, 20],
            [6, 20],
            [10, 8],
            [28, name.length],
          ],
          [16, ...sizes],
          [42, offset],
        ),
        name,
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = header(
    0x06054b50,
    22,
    [
      [8, directory.length],
      [10, directory.length],
    ],
    [12, central.length, offset],
  );
  return Buffer.concat([...locals, central, end]);
}

/** A header with 16-bit fields at offsets, then runs of 32-bit fields from an offset on. */
function header(
  signature: number,
  size: number,
  shorts: readonly (readonly [number, number])[],
  ...longs: readonly (readonly number[])[]
): Buffer {
  const buffer = Buffer.alloc(size);
  buffer.writeUInt32LE(signature, 0);
  for (const [at, value] of shorts) buffer.writeUInt16LE(value, at);
  for (const [start = 0, ...values] of longs) for (const [index, value] of values.entries()) buffer.writeUInt32LE(value, start + index * 4);
  return buffer;
}
