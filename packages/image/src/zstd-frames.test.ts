import { zstdCompressSync, constants } from 'node:zlib';
import { expect, it } from 'vitest';
import { ZstdFrames } from './zstd-frames.ts';

const SKIPPABLE = Buffer.from([0x5f, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
const EMPTY_SKIPPABLE = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
const small = zstdCompressSync('x');
const zeros = zstdCompressSync(Buffer.alloc(300_000));
const mixed = zstdCompressSync(Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i) % 251)), {
  params: { [constants.ZSTD_c_checksumFlag]: 1 },
});

it('cuts at the ends of frames and leaves out skippable ones', () => {
  const pieces = new ZstdFrames().split(Buffer.concat([SKIPPABLE, small, EMPTY_SKIPPABLE, zeros, mixed, SKIPPABLE, small]));

  expect(pieces).toEqual([small, zeros, mixed, small]);
});

it.each([1, 2, 3, 5, 64, 1000])(
  'passes on the same bytes in chunks of %i, with every end of a frame at the end of a piece',
  (chunkBytes) => {
    const frames = new ZstdFrames();
    const stream = Buffer.concat([small, SKIPPABLE, zeros, mixed, EMPTY_SKIPPABLE, small]);
    const pieces: Buffer[] = [];

    for (let at = 0; at < stream.length; at += chunkBytes) pieces.push(...frames.split(stream.subarray(at, at + chunkBytes)));

    const ends = pieces.reduce<number[]>((all, piece) => [...all, (all.at(-1) ?? 0) + piece.length], []);
    expect(Buffer.concat(pieces).equals(Buffer.concat([small, zeros, mixed, small]))).toBe(true);
    expect(ends).toEqual(expect.arrayContaining([small.length, small.length + zeros.length, small.length + zeros.length + mixed.length]));
  },
);

it('passes on what is no frame, for the decompressor to refuse', () => {
  const frames = new ZstdFrames();

  expect(Buffer.concat(frames.split(Buffer.concat([small, Buffer.from('garbage')]))).toString('latin1')).toContain('garbage');
  expect(frames.split(Buffer.from('more'))).toEqual([Buffer.from('more')]);
});

it('passes on a magic that the stream ends within', () => {
  const frames = new ZstdFrames();

  expect(frames.split(small.subarray(0, 3))).toEqual([]);
  expect(frames.end()).toEqual([small.subarray(0, 3)]);
});
