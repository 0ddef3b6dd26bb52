import type { TrendDay } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { bandsOf, changeInWords, openOf } from './trend-shape.ts';

const day = (counts: Partial<TrendDay>): TrendDay => ({
  day: '2026-11-24',
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  negligible: 0,
  unknown: 0,
  decided: 0,
  ...counts,
});

it('stacks the worst at the bottom and leaves out what never was', () => {
  expect(bandsOf([day({ unknown: 1, critical: 1 }), day({ low: 3 })])).toEqual(['critical', 'low', 'unknown']);
  expect(bandsOf([])).toEqual([]);
});

it('does not count what is decided', () => {
  expect(openOf(day({ critical: 1, low: 3, decided: 9 }))).toBe(4);
});

it.each`
  first   | last    | expected
  ${4000} | ${2766} | ${'1,234 fewer than'}
  ${4}    | ${5}    | ${'1 more than'}
  ${4}    | ${4}    | ${'as many as'}
`('$last after $first is $expected', ({ first, last, expected }) =>
  expect(changeInWords(day({ high: first }), day({ high: last }))).toBe(expected),
);
