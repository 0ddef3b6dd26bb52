import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { bannedPackages } from './banned-packages.ts';

const packages = [1, 2, 3, 4, 5, 6].map((n) => ({ name: `log${n}`, version: '1', licenses: [] }));

it.each([
  [['zlib'], 'pass', 'No banned package'],
  [['log1'], 'violation', '1 banned package: log1 1'],
  [['log*'], 'violation', '6 banned packages: log1 1, log2 1, log3 1, log4 1, log5 1 …'],
])('%s is a %s', (globs, state, message) => {
  expect(bannedPackages.evaluate({ kind: 'banned-packages', globs }, factsOf({ packages }), NOW)).toEqual({ state, message });
});

it('does not pass what was not wholly read', () => {
  const rule = { kind: 'banned-packages', globs: ['zlib'] } as const;

  expect(bannedPackages.evaluate(rule, UNREAD, NOW).state).toBe('unknown');
  expect(bannedPackages.evaluate(rule, factsOf({ packages, coverage: 'partial' }), NOW).state).toBe('unknown');
});
