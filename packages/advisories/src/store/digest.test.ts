import { expect, it } from 'vitest';
import { digestOf } from './digest.ts';

it('differs where values differ', () => {
  expect(digestOf([1, 2])).toBe(digestOf([1, 2]));
  expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
});
