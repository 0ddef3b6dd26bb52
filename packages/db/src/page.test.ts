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

const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

it.each(['infinity', '2026-11-25 04:04:29.331123+00', '2026-11-25T04:04:29+00:00'])('takes the instant %j', (text) => {
  expect(decodeCursor(cursorOf([text, 1.5]), ['infinity', Infinity])).toEqual([text, 1.5]);
});

it.each(['yesterday', '2026-13-25 04:04:29+00', '2026-02-31 04:04:29+00', '876', ''])('refuses %j as an instant', (text) => {
  expect(() => decodeCursor(cursorOf([text]), ['-infinity'])).toThrow('is not a cursor');
});

it.each([1.5, 3e9, -3e9, 1e300])('refuses %j as an id', (number) => {
  expect(() => decodeCursor(cursorOf([number]), [0])).toThrow('is not a cursor');
});

it('searches for what was typed, signs included', () => {
  expect(toPattern('50%_a\\b')).toBe('%50\\%\\_a\\\\b%');
  expect([toPattern(''), toPattern(undefined)]).toEqual([null, null]);
});
