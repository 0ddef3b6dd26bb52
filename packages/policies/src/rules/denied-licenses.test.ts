import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { deniedLicenses } from './denied-licenses.ts';

const packages = [
  { name: 'a', version: '1', licenses: ['MIT', 'AGPL-3.0-only'] },
  { name: 'b', version: '2', licenses: [] },
];

it.each([
  [['agpl-*'], 'violation', '1 package under a denied licence: a 1 (AGPL-3.0-only)'],
  [['GPL-*'], 'pass', 'No package under a denied licence'],
])('%s is a %s', (globs, state, message) => {
  expect(deniedLicenses.evaluate({ kind: 'denied-licenses', globs }, factsOf({ packages }), NOW)).toEqual({ state, message });
});

it('does not pass what was not read', () => {
  expect(deniedLicenses.evaluate({ kind: 'denied-licenses', globs: ['GPL-*'] }, UNREAD, NOW).state).toBe('unknown');
});
