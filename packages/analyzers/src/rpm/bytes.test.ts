import { expect, it } from 'vitest';
import { joinBytes, viewOf } from './bytes.ts';

it('joins parts in order', () => {
  expect(joinBytes([Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3)])).toEqual(Uint8Array.of(1, 2, 3));
  expect(joinBytes([])).toEqual(new Uint8Array());
});

it('views a part of a buffer as that part', () => {
  const view = viewOf(Uint8Array.of(9, 9, 1, 2, 9).subarray(2, 4));

  expect(view.byteLength).toBe(2);
  expect(view.getUint16(0)).toBe(0x0102);
});
