import type { AgeingBucket } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { ageingTitle, barsOf } from './ageing-shape.ts';

const NONE = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };
const buckets = (young: Partial<AgeingBucket>, old: Partial<AgeingBucket>): AgeingBucket[] => [
  { fromDays: 0, toDays: 7, withFix: NONE, withoutFix: NONE, ...young },
  { fromDays: 7, toDays: 90, withFix: NONE, withoutFix: NONE },
  { fromDays: 90, toDays: null, withFix: NONE, withoutFix: NONE, ...old },
];
const high = (count: number) => ({ withoutFix: { ...NONE, high: count } });

it('draws the oldest first, with a fix or without in one bar', () => {
  const bars = barsOf(buckets({ withFix: { ...NONE, high: 3 }, withoutFix: { ...NONE, high: 1 } }, high(2)));

  expect(bars.map(({ name, total, widthPercent }) => [name, total, widthPercent])).toEqual([
    ['Over 90 days', 2, 50],
    ['7 to 90 days', 0, 0],
    ['Under 7 days', 4, 100],
  ]);
  expect(bars[2]!.counts).toEqual({ ...NONE, high: 4, fixable: 3 });
});

it.each`
  young   | old   | expected
  ${96}   | ${41} | ${'41 of 137 are older than 90 days'}
  ${1}    | ${1}  | ${'1 of 2 is older than 90 days'}
  ${1137} | ${0}  | ${'None of 1,137 is older than 90 days'}
  ${1}    | ${0}  | ${'The one that is open is not older than 90 days'}
  ${0}    | ${0}  | ${'Age of what is open'}
`('says "$expected"', ({ young, old, expected }) => expect(ageingTitle(buckets(high(young), high(old)))).toBe(expected));
