import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { deniedLicenses } from './denied-licenses.ts';

const packages = [
  { name: 'a', version: '1', licenses: ['MIT', 'AGPL-3.0-only'] },
  { name: 'b', version: '2', licenses: [] },
];

it.each([
  [['agpl-*'], 'violation', '1 package under a denied licence: a 1 (AGPL-3.0-only)'],
  [['GPL-*'], 'unknown', 'No package states a denied licence, and 1 package states none at all'],
])('%s is a %s', (globs, state, message) => {
  expect(deniedLicenses.evaluate({ kind: 'denied-licenses', globs }, factsOf({ packages }), NOW)).toEqual({ state, message });
});

it('passes packages that all state another', () => {
  const stated = factsOf({ packages: packages.slice(0, 1) });

  expect(deniedLicenses.evaluate({ kind: 'denied-licenses', globs: ['GPL-*'] }, stated, NOW)).toEqual({
    state: 'pass',
    message: 'No package states a denied licence',
  });
});

it('does not pass what was not read', () => {
  expect(deniedLicenses.evaluate({ kind: 'denied-licenses', globs: ['GPL-*'] }, UNREAD, NOW).state).toBe('unknown');
});
