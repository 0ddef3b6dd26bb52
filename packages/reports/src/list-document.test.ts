import { expect, it } from 'vitest';
import { cellText, toListDocument } from './list-document.ts';

it('asks each column of each row', () => {
  const columns = [
    { key: 'n', head: 'number', cell: (row: { n: number }) => row.n },
    { key: 'big', head: 'is big', cell: (row: { n: number }) => row.n > 1 },
  ];

  expect(toListDocument({ title: 'Numbers' }, [{ n: 1 }, { n: 2 }], columns)).toMatchObject({
    title: 'Numbers',
    columns: [
      { key: 'n', head: 'number' },
      { key: 'big', head: 'is big' },
    ],
    rows: [
      [1, false],
      [2, true],
    ],
  });
});

it.each`
  cell          | text
  ${null}       | ${''}
  ${true}       | ${'yes'}
  ${false}      | ${'no'}
  ${7}          | ${'7'}
  ${['a', 'b']} | ${'a b'}
`('$cell is "$text"', ({ cell, text }) => expect(cellText(cell)).toBe(text));
