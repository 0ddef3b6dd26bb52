import { expect, it } from 'vitest';
import { daysBySeverity, daysInWords, planSentence, plansSentence, riskPerEdit } from './plan-summary-words.ts';

const madeAt = '2026-11-24T12:00:00Z';

it.each`
  open  | repositories | made         | first                                | expected
  ${0}  | ${0}         | ${undefined} | ${undefined}                         | ${'No fix plans yet'}
  ${0}  | ${0}         | ${madeAt}    | ${undefined}                         | ${'No open fix plans'}
  ${43} | ${7}         | ${madeAt}    | ${undefined}                         | ${'43 open plans in 7 repositories'}
  ${43} | ${7}         | ${madeAt}    | ${{ removes: 147, repositories: 3 }} | ${'43 open plans in 7 repositories; the first fix removes 147 findings from 3 of them'}
  ${2}  | ${2}         | ${madeAt}    | ${{ removes: 1, repositories: 1 }}   | ${'2 open plans in 2 repositories; the first fix removes 1 finding from one of them'}
  ${1}  | ${1}         | ${madeAt}    | ${{ removes: 9, repositories: 1 }}   | ${'1 open plan in 1 repository; the first fix removes 9 findings'}
`('says "$expected"', ({ open, repositories, made, first, expected }) =>
  expect(plansSentence({ open, repositories, madeAt: made }, first)).toBe(expected),
);

it.each`
  days    | expected
  ${null} | ${'none yet'}
  ${0.2}  | ${'under a day'}
  ${1.1}  | ${'1 day'}
  ${21.4} | ${'21 days'}
`('$days days are "$expected"', ({ days, expected }: { days: number | null; expected: string }) =>
  expect(daysInWords(days)).toBe(expected),
);

it('says how long each severity takes', () => {
  const rows = [
    { severity: 'critical' as const, days: 0.1, count: 3 },
    { severity: 'unknown' as const, days: 17.5, count: 1 },
  ];

  expect(daysBySeverity(rows)).toBe('critical <1, unrated 18 days');
  expect(daysBySeverity([])).toBe('');
});

it('says what a plan does or did', () => {
  const image = { connection: 1, repository: 'shop/web', reference: '1.4.0', platform: 'linux/amd64' };
  const row = { state: 'open' as const, image, edits: 3, removes: 121, remaining: 16, adds: 0 };

  expect(planSentence(row)).toBe('Three edits take shop/web:1.4.0 from 137 to 16');
  expect(planSentence({ ...row, edits: 1, adds: 2 })).toBe('One edit takes shop/web:1.4.0 from 137 to 18');
  expect(planSentence({ ...row, state: 'done', closedBy: { ...image, reference: '1.5.0' } })).toBe('Done by shop/web:1.5.0');
  expect(planSentence({ ...row, state: 'stale' })).toBe('No longer advised for shop/web:1.4.0');
});

it('shares the risk among the edits', () => {
  expect(riskPerEdit({ risk: 90, edits: 3 })).toBe(30);
  expect(riskPerEdit({ risk: 0, edits: 0 })).toBe(0);
});
