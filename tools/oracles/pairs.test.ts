import { expect, it } from 'vitest';
import { pairsOf } from './pairs.ts';

const VERSIONS = ['1.0', '1.1', '2.0-rc1'];
const PIECES = ['0', '.', '-', 'a'];

it('makes as many different pairs as asked, the same every time', () => {
  const pairs = pairsOf(VERSIONS, PIECES, 200);

  expect(new Set(pairs.map((pair) => pair.join(' '))).size).toBe(200);
  expect(pairsOf(VERSIONS, PIECES, 200)).toEqual(pairs);
});

it('makes pairs that a list of three words a line can hold', () => {
  for (const [a, b] of pairsOf([...VERSIONS, '1 0'], [...PIECES, ' ', '#'], 200)) {
    expect(a).toMatch(/^[^\s#]+$/);
    expect(b).toMatch(/^[^\s#]+$/);
    expect(a).not.toBe(b);
  }
});

it('stops where there are no more pairs', () => {
  expect(pairsOf(['1'], ['1'], 5_000).length).toBeLessThan(5_000);
});
