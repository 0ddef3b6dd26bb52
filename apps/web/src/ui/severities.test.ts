import { expect, it } from 'vitest';
import { countsInWords, countsOf, countsWithout, totalOf } from './severities.ts';

const NONE = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };

it('says the counts in words, worst first, and does not count the fixable twice', () => {
  const counts = { ...NONE, critical: 9, unknown: 1200, fixable: 4 };

  expect(countsInWords(counts)).toBe('9 critical, 1,200 unrated');
  expect(totalOf(counts)).toBe(1209);
  expect(countsInWords(NONE)).toBe('none');
});

it('counts a list, and takes counts away from others unless they are no part of them', () => {
  const some = countsOf([{ severity: 'high' }, { severity: 'unknown' }, { severity: 'high' }]);
  expect(countsInWords(some)).toBe('2 high, 1 unrated');
  const left = countsWithout(some, countsOf([{ severity: 'high' }]));
  expect(left === undefined ? '' : countsInWords(left)).toBe('1 high, 1 unrated');
  expect(countsWithout(some, countsOf([{ severity: 'low' }]))).toBeUndefined();
});
