import { expect, it } from 'vitest';
import { EPSS_CHOICES, epssInWords, percent } from './epss-words.ts';

it.each([
  [1, '100\u00A0%'],
  [0.99968, '99\u00A0%'],
  [0.94358, '94\u00A0%'],
  [0.0321, '3.2\u00A0%'],
  [0.00043, '0.04\u00A0%'],
  [0.00001, '<0.01\u00A0%'],
  [0, '0.00\u00A0%'],
])('says %d as %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

it('says what a score means', () => {
  expect(epssInWords({ probability: 0.94358, percentile: 0.99968, date: '2026-10-02' })).toBe(
    'A chance of 94\u00A0% that it is exploited within 30 days, as EPSS saw it on 2 Oct 2026: more than for 99\u00A0% of all CVEs.',
  );
});

it('offers probabilities that the address can hold', () => {
  expect(EPSS_CHOICES).toContainEqual({ value: '0.1', label: '10 %' });
});
