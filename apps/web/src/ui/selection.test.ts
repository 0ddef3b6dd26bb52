import { expect, it } from 'vitest';
import { howMany, rowsBetween, withRows } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];

it('adds and takes away, and leaves what was there before as it was', () => {
  const before = new Set(['a']);

  expect([...withRows(before, ['b', 'c'], true)]).toEqual(['a', 'b', 'c']);
  expect([...withRows(before, ['a', 'b'], false)]).toEqual([]);
  expect([...before]).toEqual(['a']);
});

it.each`
  from         | to     | between
  ${'b'}       | ${'d'} | ${'bcd'}
  ${'d'}       | ${'b'} | ${'bcd'}
  ${'c'}       | ${'c'} | ${'c'}
  ${undefined} | ${'c'} | ${'c'}
  ${'gone'}    | ${'c'} | ${'c'}
`('from $from to $to are $between', ({ from, to, between }) => expect(rowsBetween(order, from, to).join('')).toBe(between));

it.each`
  selection        | rows
  ${[]}            | ${'none'}
  ${['gone']}      | ${'none'}
  ${['b', 'gone']} | ${'some'}
  ${order}         | ${'all'}
`('$selection are $rows', ({ selection, rows }) => expect(howMany(new Set(selection), order)).toBe(rows));
