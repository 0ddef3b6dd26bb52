import type { FindingFact, PolicyFacts } from '@plimsoll/model';

/** A read image with nothing wrong, and what the test changes. */
export function factsOf(changes: Partial<PolicyFacts> = {}): PolicyFacts {
  return {
    isRead: true,
    coverage: 'complete',
    hasAdvisories: true,
    problems: [],
    user: 'app',
    open: {},
    exploited: { findings: 0, examples: [] },
    oldestFixable: {},
    checks: [],
    ...changes,
  };
}

/** An image of which nothing is known but that it is there. */
export const UNREAD: PolicyFacts = {
  isRead: false,
  hasAdvisories: true,
  problems: [],
  open: {},
  exploited: { findings: 0, examples: [] },
  oldestFixable: {},
};

export const NOW: Date = new Date('2026-11-25T00:00:00Z');

export function findingOf(changes: Partial<FindingFact> = {}): FindingFact {
  return {
    vulnerability: 'CVE-2026-1',
    package: 'zlib',
    version: '1.2',
    severity: 'critical',
    firstSeenAt: '2026-11-20T00:00:00.000Z',
    ...changes,
  };
}
