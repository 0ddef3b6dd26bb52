import { SEVERITIES } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { exploitedRisk, severityRisk } from './risk.ts';

it('falls with the severity, and takes the unrated for medium', () => {
  const rated = SEVERITIES.filter((severity) => severity !== 'unknown').map((severity) => severityRisk({ severity }));

  expect(rated).toEqual(rated.toSorted((a, b) => b - a));
  expect(severityRisk({ severity: 'unknown' })).toBe(severityRisk({ severity: 'medium' }));
});

it.each(SEVERITIES)('holds an exploited %s flaw for worse than a critical one that is not, or as bad', (severity) => {
  expect(exploitedRisk({ severity })).toBeGreaterThanOrEqual(severityRisk({ severity: 'critical' }));
  expect(exploitedRisk({ severity })).toBeGreaterThan(severityRisk({ severity }));
});
