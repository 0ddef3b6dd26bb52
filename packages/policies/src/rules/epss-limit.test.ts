import { expect, it } from 'vitest';
import { factsOf, findingOf, NOW, UNREAD } from '../testing/facts.ts';
import { epssLimit } from './epss-limit.ts';

it.each([
  [0.51, 'violation'],
  [0.5, 'pass'],
  [undefined, 'pass'],
])('with a probability of %s is a %s over 0.5', (probability, state) => {
  const facts = factsOf(probability === undefined ? {} : { likeliest: { ...findingOf(), probability } });

  expect(epssLimit.evaluate({ kind: 'epss-limit', probability: 0.5 }, facts, NOW).state).toBe(state);
});

it('names the finding', () => {
  const facts = factsOf({ likeliest: { ...findingOf(), probability: 0.9351 } });

  expect(epssLimit.evaluate({ kind: 'epss-limit', probability: 0.1 }, facts, NOW)).toEqual({
    state: 'violation',
    message: 'CVE-2026-1 in zlib has an EPSS probability of 93.5 %, over 10 %',
    findings: [findingOf()],
  });
  expect(epssLimit.evaluate({ kind: 'epss-limit', probability: 0.1 }, UNREAD, NOW).state).toBe('unknown');
});
