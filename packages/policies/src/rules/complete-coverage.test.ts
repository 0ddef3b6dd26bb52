import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { completeCoverage } from './complete-coverage.ts';

it.each([
  ['pass', factsOf()],
  ['violation', factsOf({ coverage: 'partial' })],
  ['violation', factsOf({ coverage: 'unsupported' })],
  ['unknown', UNREAD],
])('is a %s', (state, facts) => {
  expect(completeCoverage.evaluate({ kind: 'complete-coverage' }, facts, NOW).state).toBe(state);
});
