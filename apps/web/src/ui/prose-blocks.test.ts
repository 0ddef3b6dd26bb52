import { expect, it } from 'vitest';
import { blocksOf, spansOf } from './prose-blocks.ts';

it('tells headings, paragraphs, lists and code apart', () => {
  const blocks = blocksOf('## Impact\nA client can\nexhaust it.\n\n- first\n  goes on\n* second\n\n```js\nconst a = 1;\n\n```\nEnd');

  expect(blocks).toEqual([
    { kind: 'heading', text: 'Impact' },
    { kind: 'text', text: 'A client can\nexhaust it.' },
    { kind: 'list', items: ['first goes on', 'second'] },
    { kind: 'code', text: 'const a = 1;\n' },
    { kind: 'text', text: 'End' },
  ]);
});

it.each([
  ['', []],
  ['#1 of many', [{ kind: 'text', text: '#1 of many' }]],
  ['```\nnever closed', [{ kind: 'text', text: 'never closed' }]],
  [
    'text\r\n- item',
    [
      { kind: 'text', text: 'text' },
      { kind: 'list', items: ['item'] },
    ],
  ],
])('reads %j', (text, expected) => {
  expect(blocksOf(text)).toEqual(expected);
});

it('keeps the words of links and bold text, and code as it is', () => {
  expect(spansOf('**Use** [the guide](https://a.test/x) and `a**b`')).toEqual([
    { text: 'Use the guide and ', isCode: false },
    { text: 'a**b', isCode: true },
  ]);
});

// What is worse than linear in them takes hours: the time limit of the test finds it.
it('does not hang on what is made for it', () => {
  expect(spansOf('[a]('.repeat(50_000))).not.toEqual([]);
  expect(blocksOf('# \n- '.repeat(50_000))).not.toEqual([]);
});
