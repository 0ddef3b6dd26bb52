import type { RemediationWeek } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { otherwiseSentence, remediationSentence } from './remediation-words.ts';

const NONE = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };
const week = (change: Partial<RemediationWeek>): RemediationWeek => ({
  week: '2026-11-23',
  risk: 0,
  removed: NONE,
  came: 0,
  otherwise: { advisories: 0, decided: 0, gone: 0 },
  ...change,
});
const busy = week({ removed: { ...NONE, critical: 1, unknown: 1004 }, came: 7, otherwise: { advisories: 2, decided: 0, gone: 1 } });

it.each`
  weeks                                     | medianDays | expected
  ${[week({ came: 12 })]}                   | ${null}    | ${'Newer images removed nothing this week; 12 came.'}
  ${[busy]}                                 | ${0.2}     | ${'1,005 removed by newer images this week, half of them within a day of when they were first seen; 7 came.'}
  ${[busy, week({}), week({ came: 1000 })]} | ${13.4}    | ${'1,005 removed by newer images in 3 weeks, half of them within 13 days of when they were first seen; 1,007 came.'}
`('says "$expected"', ({ weeks, medianDays, expected }) => expect(remediationSentence({ weeks, medianDays })).toBe(expected));

it('keeps what ended otherwise apart', () => {
  expect(otherwiseSentence({ weeks: [week({})] })).toBe('');
  expect(otherwiseSentence({ weeks: [busy, busy] })).toBe(
    'Not counted as removed: 4 because advisories changed and 2 with images that are not shipped any more.',
  );
});
