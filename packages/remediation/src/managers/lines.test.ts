import { expect, it } from 'vitest';
import { findLine } from './lines.ts';

it('finds the first line, without the white space around it', () => {
  expect(findLine('x\n \ta 1\r\na 2', (line) => line.startsWith('a'))).toBe('a 1');
  expect(findLine('', (line) => line.startsWith('a'))).toBeUndefined();
});

it('is bounded', () => {
  expect(findLine(`${'\n'.repeat(4_000_000)}a`, (line) => line === 'a')).toBeUndefined();
});
