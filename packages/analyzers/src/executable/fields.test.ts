import { expect, it } from 'vitest';
import { Fields } from './fields.ts';

const BYTES = Uint8Array.of(1, 2, 3, 4, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255);

it('reads both byte orders', () => {
  expect([new Fields(BYTES, true).u16(0), new Fields(BYTES, false).u16(0)]).toEqual([0x0201, 0x0102]);
  expect([new Fields(BYTES, true).u32(0), new Fields(BYTES, false).u32(0)]).toEqual([0x04030201, 0x01020304]);
  expect(new Fields(BYTES, true).u64(0)).toBe(0x04030201);
  expect(new Fields(BYTES, true).pointer(0, 4)).toBe(0x04030201);
  expect(new Fields(BYTES, true).pointer(0, 8)).toBe(0x04030201);
});

it('answers NaN past the end and beyond 2^53', () => {
  const fields = new Fields(BYTES, true);

  expect([fields.u16(15), fields.u32(13), fields.u64(9), fields.u32(-1), fields.u32(Number.NaN), fields.u64(8)]).toEqual(
    Array.from({ length: 6 }, () => Number.NaN),
  );
});

it('reads text up to a NUL', () => {
  const fields = new Fields(new TextEncoder().encode('.text\0\0\0.data'), true);

  expect([fields.text(0, 8), fields.text(8, 8), fields.text(8, 3), fields.text(99, 8)]).toEqual(['.text', '.data', '.da', '']);
});
