import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { currentBase } from './current-base.ts';

const debian = { name: 'debian:12', outdated: false, reasons: [] };
const old = { name: 'nginx:1', outdated: true, reasons: ['its tag moved on'] };

it.each([
  [[debian], 'pass', 'Built on debian:12, which is up to date'],
  [[debian, old], 'violation', 'Built on nginx:1, which is outdated: its tag moved on'],
  [[], 'unknown', 'It is not known what the image is built on'],
])('%o is a %s', (bases, state, message) => {
  expect(currentBase.evaluate({ kind: 'current-base' }, factsOf({ bases }), NOW)).toEqual({ state, message });
});

it('does not pass what was not read', () => {
  expect(currentBase.evaluate({ kind: 'current-base' }, UNREAD, NOW).state).toBe('unknown');
});
