import { expect, it } from 'vitest';
import { entropyOf } from './entropy.ts';

it.each([
  ['', 0],
  ['aaaa', 0],
  ['abab', 1],
  ['0123456789abcdef', 4],
])('entropyOf(%j) is %d', (text, bits) => {
  expect(entropyOf(text)).toBeCloseTo(bits);
});
