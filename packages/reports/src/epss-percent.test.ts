import { expect, it } from 'vitest';
import { epssPercent } from './epss-percent.ts';

it.each([
  [1, '100 %'],
  [0.99968, '99 %'],
  [0.94358, '94 %'],
  [0.1, '10 %'],
  [0.0321, '3.2 %'],
  [0.00043, '0.04 %'],
  [0.00001, '<0.01 %'],
  [0, '0.00 %'],
])('says %d as %s', (share, text) => {
  expect(epssPercent(share)).toBe(text);
});
