import { crc32, deflateRawSync } from 'node:zlib';

interface ZipOptions {
  /** Put the files as they are, as Spring Boot puts nested jars. */
  readonly stored?: boolean;
  /** Bytes before the archive, as executable jars have them. */
  readonly preamble?: string;
  readonly comment?: string;
  /** Write the 64-bit end record and fields too. */
  readonly zip64?: boolean;
}

/** A zip archive of the files, in order. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>, options: ZipOptions = {}): Uint8Array {
  const { stored = false, preamble = '', comment = '', zip64 = false } = options;
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const data = stored ? bytes : deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data);

    const extra = zip64 ? zip64Extra(bytes.length, data.length, offset) : Buffer.alloc(0);
    const entry = Buffer.alloc(42);
    fields.copy(entry, 2, 0, 24);
    if (zip64) entry.fill(0xff, 16, 24);
    entry.writeUInt16LE(extra.length, 26);
    entry.writeUInt32LE(zip64 ? 0xffff_ffff : offset, 38);
    directory.push(Buffer.from('PK\x01\x02'), entry, Buffer.from(name), extra);
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const listed = Buffer.concat(directory);
  const count = Object.keys(files).length;
  return Buffer.concat([Buffer.from(preamble), ...parts, listed, endOf(offset, listed.length, count, comment, zip64)]);
}

function zip64Extra(sizeBytes: number, compressedBytes: number, offset: number): Buffer {
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(sizeBytes), 4);
  extra.writeBigUInt64LE(BigInt(compressedBytes), 12);
  extra.writeBigUInt64LE(BigInt(offset), 20);
  return extra;
}

function endOf(directoryAt: number, directoryBytes: number, count: number, comment: string, zip64: boolean): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(zip64 ? 0xffff : count, 4);
  end.writeUInt16LE(zip64 ? 0xffff : count, 6);
  end.writeUInt32LE(zip64 ? 0xffff_ffff : directoryBytes, 8);
  end.writeUInt32LE(zip64 ? 0xffff_ffff : directoryAt, 12);
  end.writeUInt16LE(Buffer.byteLength(comment), 16);
  const plain = [Buffer.from('PK\x05\x06'), end, Buffer.from(comment)];
  if (!zip64) return Buffer.concat(plain);

  const record = Buffer.alloc(52);
  record.writeBigUInt64LE(44n, 0);
  record.writeBigUInt64LE(BigInt(count), 20);
  record.writeBigUInt64LE(BigInt(count), 28);
  record.writeBigUInt64LE(BigInt(directoryBytes), 36);
  record.writeBigUInt64LE(BigInt(directoryAt), 44);
  const locator = Buffer.alloc(16);
  locator.writeBigUInt64LE(BigInt(directoryAt + directoryBytes), 4);
  locator.writeUInt32LE(1, 12);
  return Buffer.concat([Buffer.from('PK\x06\x06'), record, Buffer.from('PK\x06\x07'), locator, ...plain]);
}
