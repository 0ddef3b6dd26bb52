import { SEVERITIES } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { riskOf, type RiskFactors } from './risk.ts';

it.each`
  severity        | cvss         | exploited | probability  | risk
  ${'critical'}   | ${undefined} | ${false}  | ${undefined} | ${7600}
  ${'critical'}   | ${10}        | ${true}   | ${undefined} | ${10_000}
  ${'critical'}   | ${10}        | ${true}   | ${0.01}      | ${10_000}
  ${'critical'}   | ${10}        | ${false}  | ${1}         | ${10_000}
  ${'low'}        | ${9.8}       | ${false}  | ${undefined} | ${7840}
  ${'low'}        | ${9.8}       | ${false}  | ${0}         | ${7840}
  ${'low'}        | ${9.8}       | ${false}  | ${0.00043}   | ${7841}
  ${'high'}       | ${7.5}       | ${false}  | ${0.94358}   | ${7887}
  ${'unknown'}    | ${undefined} | ${false}  | ${0.5}       | ${3400}
  ${'negligible'} | ${undefined} | ${true}   | ${undefined} | ${2800}
  ${'low'}        | ${99}        | ${false}  | ${99}        | ${10_000}
  ${'low'}        | ${-1}        | ${false}  | ${-1}        | ${0}
`('$severity, CVSS $cvss, exploited $exploited, EPSS $probability is $risk', ({ risk, ...factors }: RiskFactors & { risk: number }) => {
  expect(riskOf(factors)).toBe(risk);
});

it('never falls when one factor rises, and is a whole number of 0 to 10,000', () => {
  const scores = Array.from({ length: 101 }, (_, index) => index / 10);
  const probabilities = Array.from({ length: 41 }, (_, index) => index / 40);
  for (const severity of SEVERITIES) {
    for (const exploited of [false, true]) {
      const rows = scores.map((cvss) => probabilities.map((probability) => riskOf({ severity, cvss, exploited, probability })));
      for (const [i, row] of rows.entries()) {
        for (const [j, risk] of row.entries()) {
          expect(Number.isInteger(risk) && risk >= 0 && risk <= 10_000).toBe(true);
          expect(risk).toBeGreaterThanOrEqual(Math.max(row[j - 1] ?? 0, rows[i - 1]?.[j] ?? 0));
          expect(riskOf({ severity, cvss: scores[i], exploited: true, probability: probabilities[j] })).toBeGreaterThanOrEqual(risk);
        }
      }
    }
  }
});
