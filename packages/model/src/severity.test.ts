import { expect, it } from 'vitest';
import { countSeverities, SEVERITIES, severityOfRank, severityRank } from './severity.ts';

it('ranks the worst highest, and what nobody rates lowest', () => {
  expect(SEVERITIES.map(severityRank)).toEqual([5, 4, 3, 2, 1, 0]);
  expect(SEVERITIES.map(severityRank).map(severityOfRank)).toEqual([...SEVERITIES]);
  expect([severityOfRank(9), severityOfRank(-1)]).toEqual(['unknown', 'unknown']);
});

it('counts', () => {
  expect(countSeverities([{ severity: 'high' }, { severity: 'high' }, { severity: 'unknown' }])).toEqual({
    critical: 0,
    high: 2,
    medium: 0,
    low: 0,
    negligible: 0,
    unknown: 1,
  });
});
