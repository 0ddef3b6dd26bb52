import { describe, expect, it } from 'vitest';
import { align, count, printable, widthsOf } from './columns.ts';

const rows = [
  ['A', 'NAME'],
  ['long one', 'x'.repeat(100)],
];

describe('columns', () => {
  it('are as wide as their widest cell; the last takes what is left', () => {
    expect(widthsOf(rows, 40)).toEqual([8, 30]);
    expect(widthsOf(rows, 300)).toEqual([8, 100]);
  });

  it('keep ten characters on the narrowest terminal', () => {
    expect(widthsOf(rows, 5)).toEqual([8, 10]);
  });

  it('cut what is too wide, and end without blanks', () => {
    expect(align(['a', 'abcdef'], [3, 4])).toBe('a    abc…');
    expect(align(['a', ''], [3, 4])).toBe('a');
  });
});

it('lets no control character reach a terminal', () => {
  expect(printable('a\u001b[2Jb\nc\u0085')).toBe('a\ufffd[2Jb\ufffdc\ufffd');
});

it('counts in words', () => {
  expect([count(0, 'plan'), count(1, 'plan'), count(2, 'dependency', 'dependencies')]).toEqual(['0 plans', '1 plan', '2 dependencies']);
});
