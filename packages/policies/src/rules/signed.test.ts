import { expect, it } from 'vitest';
import { factsOf, NOW } from '../testing/facts.ts';
import { signed } from './signed.ts';

it.each([
  [true, 'pass'],
  [false, 'violation'],
])('with %s is a %s', (isSigned, state) => {
  expect(signed.evaluate({ kind: 'signed' }, factsOf({ isSigned }), NOW).state).toBe(state);
});

it('is unknown where nobody can tell', () => {
  expect(signed.evaluate({ kind: 'signed' }, factsOf(), NOW).state).toBe('unknown');
});
