import { expect, it } from 'vitest';
import { factsOf, findingOf, NOW, UNREAD } from '../testing/facts.ts';
import { fixDeadline } from './fix-deadline.ts';

const RULE = { kind: 'fix-deadline', criticalDays: 7, highDays: 30 } as const;
const day = (date: string): string => new Date(date).toISOString();

it('tells when what is not fixed yet will be late', () => {
  const facts = factsOf({
    oldestFixable: { critical: findingOf(), high: findingOf({ severity: 'high', firstSeenAt: day('2026-10-30') }) },
  });

  expect(fixDeadline.evaluate(RULE, facts, NOW)).toMatchObject({
    state: 'pass',
    dueAt: '2026-11-27T00:00:00.000Z',
    findings: [{ severity: 'critical' }],
  });
});

it('is broken at the very end of the time', () => {
  const facts = factsOf({ oldestFixable: { critical: findingOf({ firstSeenAt: day('2026-11-18') }) } });

  expect(fixDeadline.evaluate(RULE, facts, new Date(NOW.getTime() - 1)).state).toBe('pass');
  expect(fixDeadline.evaluate(RULE, facts, NOW)).toMatchObject({
    state: 'violation',
    message: 'critical CVE-2026-1 in zlib has a fix and was seen on 2026-11-18: 7 days are over',
    dueAt: day('2026-11-25'),
  });
});

it('has no clock for a severity without days', () => {
  const medium = findingOf({ severity: 'medium', firstSeenAt: day('2020-01-01') });

  expect(fixDeadline.evaluate(RULE, factsOf({ oldestFixable: { medium } }), NOW)).toEqual({
    state: 'pass',
    message: 'Nothing with a fix waits',
  });
});

it('does not pass what was not read', () => {
  expect(fixDeadline.evaluate(RULE, UNREAD, NOW).state).toBe('unknown');
  expect(fixDeadline.evaluate(RULE, factsOf({ coverage: 'partial', oldestFixable: { critical: findingOf() } }), NOW)).toMatchObject({
    state: 'unknown',
    dueAt: '2026-11-27T00:00:00.000Z',
  });
});
