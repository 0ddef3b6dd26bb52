import { expect, it } from 'vitest';
import { code, table } from './markdown-table.ts';

it('is a header and rows, or nothing', () => {
  expect(table(['A', 'B'], [['1', '2']])).toEqual(['', '| A | B |', '| --- | --- |', '| 1 | 2 |']);
  expect(table(['A'], [])).toEqual([]);
});

it('counts what does not fit', () => {
  const lines = table(
    ['A'],
    Array.from({ length: 3000 }, () => ['x'.repeat(96)]),
  );

  expect(lines.join('\n').length).toBeLessThan(46_000);
  expect(lines.at(-1)).toContain(`**${3000 - lines.filter((line) => line.startsWith('| x')).length} more**`);
});

it.each`
  text              | span
  ${'a`b|c\\d'}     | ${"`a'b\\|c/d`"}
  ${' two\nlines '} | ${'`two lines`'}
  ${'\u0000'}       | ${''}
`('$text in a cell is $span', ({ text, span }) => expect(code(text)).toBe(span));
