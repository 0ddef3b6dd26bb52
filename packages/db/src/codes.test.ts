import { expect, it } from 'vitest';
import { COVERAGES, digestToBytes, FIX_STATES, IMAGE_STATES } from './codes.ts';

it('numbers names from 1, in an order that is stored and never changes', () => {
  expect(IMAGE_STATES.names.map(IMAGE_STATES.toCode)).toEqual([1, 2, 3, 4, 5]);
  expect(FIX_STATES.toCode('unknown')).toBe(6);
  expect(COVERAGES.toName(3)).toBe('unsupported');
});

it('does not guess what an unknown number means', () => {
  expect(() => COVERAGES.toName(9)).toThrow('9');
});

it('stores a digest as its bytes', () => {
  expect(digestToBytes(`sha256:${'0f'.repeat(32)}`)).toEqual(Buffer.alloc(32, 0x0f));
});
