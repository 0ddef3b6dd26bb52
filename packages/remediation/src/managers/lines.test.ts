import { expect, it } from 'vitest';
import { findLine, linesOf } from './lines.ts';

it('cuts white space off, carriage returns too', () => {
  expect(linesOf(' a\r\n\tb \n')).toEqual(['a', 'b', '']);
});

it('finds the first line', () => {
  expect(findLine('a 1\na 2', (line) => line.startsWith('a'))).toBe('a 1');
  expect(findLine('', (line) => line.startsWith('a'))).toBeUndefined();
});

it('is bounded', () => {
  const started = performance.now();

  expect(linesOf('\n'.repeat(10_000_000))).toHaveLength(100_000);
  expect(performance.now() - started).toBeLessThan(1000);
});
