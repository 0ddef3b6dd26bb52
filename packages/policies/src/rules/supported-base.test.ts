import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { supportedBase } from './supported-base.ts';

it.each([
  ['pass', factsOf()],
  ['violation', factsOf({ problems: [{ code: 'END_OF_LIFE_RELEASE', message: 'Debian 9 gets no more fixes' }], coverage: 'partial' })],
  ['unknown', factsOf({ problems: [{ code: 'UNKNOWN_DISTRIBUTION', message: 'nobody knows it' }], coverage: 'partial' })],
  ['unknown', factsOf({ coverage: 'partial' })],
  ['unknown', UNREAD],
])('is a %s', (state, facts) => {
  expect(supportedBase.evaluate({ kind: 'supported-base' }, facts, NOW).state).toBe(state);
});
