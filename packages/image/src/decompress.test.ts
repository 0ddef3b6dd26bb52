import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createDecompressor, sniffCompression } from './decompress.ts';

it.each([
  ['gzip', gzipSync('x')],
  ['zstd', zstdCompressSync('x')],
  ['zstd', Buffer.from([0x5a, 0x2a, 0x4d, 0x18])],
  ['none', Buffer.from('etc/')],
  ['none', Buffer.alloc(0)],
])('sniffs %s', (expected, head) => {
  expect(sniffCompression(head)).toBe(expected);
});

it.each([
  ['none' as const, (bytes: Buffer): Buffer => bytes],
  ['gzip' as const, gzipSync],
  ['zstd' as const, zstdCompressSync],
])('hands on %s bytes in order, one chunk at a time', async (compression, compress) => {
  const content = Buffer.from(Array.from({ length: 2_000_000 }, (_, i) => (i * i) % 253));
  const chunks: Buffer[] = [];
  let busy = 0;
  const decompressor = createDecompressor(compression, async (chunk) => {
    expect(++busy).toBe(1);
    await Promise.resolve();
    busy--;
    chunks.push(chunk);
  });

  const stored = Buffer.from(compress(content));
  for (let at = 0; at < stored.length; at += 10_000) await decompressor.write(stored.subarray(at, at + 10_000));
  await decompressor.end();

  expect(Buffer.concat(chunks).equals(content)).toBe(true);
});

it.each([
  ['gzip' as const, gzipSync(Buffer.alloc(5000, 'abc'))],
  ['zstd' as const, zstdCompressSync(Buffer.alloc(5000, 'abc'))],
])('tells at the end that %s is broken, and does not block the writer before', async (compression, stored) => {
  const endings = [stored.subarray(0, -6), Buffer.concat([stored.subarray(0, 10), Buffer.alloc(100_000, 0xee)])];
  for (const broken of endings) {
    const decompressor = createDecompressor(compression, () => {});

    for (let i = 0; i < 2; i++) await decompressor.write(broken.subarray((i * broken.length) >> 1, ((i + 1) * broken.length) >> 1));

    await expect(decompressor.end()).rejects.toBeInstanceOf(Error);
  }
});

it('refuses garbage after a zstd frame', async () => {
  const decompressor = createDecompressor('zstd', () => {});

  await decompressor.write(Buffer.concat([zstdCompressSync('x'), Buffer.from('this is no frame')]));

  await expect(decompressor.end()).rejects.toBeInstanceOf(Error);
});

it('lets the writer go on after it was stopped', async () => {
  const stored = gzipSync(Buffer.alloc(20_000_000));
  const decompressor = createDecompressor('gzip', () => decompressor.stop());

  await decompressor.write(stored);
  await decompressor.write(stored);

  await expect(decompressor.end()).resolves.toBeUndefined();
});
