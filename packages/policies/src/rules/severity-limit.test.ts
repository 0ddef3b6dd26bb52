import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { severityLimit } from './severity-limit.ts';

const open = { critical: { findings: 3, fixable: 1 }, high: { findings: 9, fixable: 9 } };

it.each([
  [{ critical: 2 }, 'violation', 'Too many findings: 3 critical, 2 allowed'],
  [{ critical: 3 }, 'pass', 'No more findings than allowed'],
  [{ critical: 1, fixableOnly: true }, 'pass', 'No more findings with a fix than allowed'],
  [{ critical: 0, high: 8, fixableOnly: true }, 'violation', 'Too many findings with a fix: 1 critical, 0 allowed; 9 high, 8 allowed'],
  [{ low: 0 }, 'pass', 'No more findings than allowed'],
])('%o is a %s', (limits, state, message) => {
  expect(severityLimit.evaluate({ kind: 'severity-limit', ...limits }, factsOf({ open }), NOW)).toEqual({ state, message });
});

it('does not pass what was not read', () => {
  expect(severityLimit.evaluate({ kind: 'severity-limit', critical: 0 }, UNREAD, NOW).state).toBe('unknown');
});
