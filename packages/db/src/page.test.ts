import { expect, it } from 'vitest';
import { decodeCursor, toPage, toPattern } from './page.ts';

const by = { key: (row: number) => [row, 'x'], row: (row: number) => row * 10 };

it('gives a cursor only where rows follow', () => {
  expect(toPage([1, 2], 2, 9, by)).toEqual({ rows: [10, 20], total: 9 });
  const { rows, nextCursor } = toPage([1, 2, 3], 2, 9, by);

  expect(rows).toEqual([10, 20]);
  expect(decodeCursor(nextCursor, [0, ''])).toEqual([2, 'x']);
});

it('starts before the first row without a cursor', () => {
  expect(decodeCursor(undefined, [7, ''])).toEqual([7, '']);
});

it.each([
  '',
  'xx',
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('["a","b"]').toString('base64url'),
  Buffer.from('{}').toString('base64url'),
])('refuses %j', (cursor) => {
  expect(() => decodeCursor(cursor, [0, ''])).toThrow('is not a cursor');
});

it('searches for what was typed, signs included', () => {
  expect(toPattern('50%_a\\b')).toBe('%50\\%\\_a\\\\b%');
  expect([toPattern(''), toPattern(undefined)]).toEqual([null, null]);
});
