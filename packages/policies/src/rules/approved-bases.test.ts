import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { approvedBases } from './approved-bases.ts';

const bases = ['platform/nginx:1', 'platform/debian:12'].map((name) => ({ name, outdated: false, reasons: [] }));

it.each([
  [['platform/*'], bases, 'pass'],
  [['*/debian:*'], bases, 'pass'],
  [['alpine:*'], bases, 'violation'],
  [['platform/*'], [], 'unknown'],
])('%s is a %s', (globs, built, state) => {
  expect(approvedBases.evaluate({ kind: 'approved-bases', globs }, factsOf({ bases: built }), NOW).state).toBe(state);
});

it('does not pass what was not read', () => {
  expect(approvedBases.evaluate({ kind: 'approved-bases', globs: ['*'] }, UNREAD, NOW).state).toBe('unknown');
});
