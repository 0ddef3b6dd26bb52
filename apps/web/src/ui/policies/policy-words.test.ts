import type { PolicyRule } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { clockInWords, countsInWords, ruleInWords, scopeInWords } from './policy-words.ts';

it.each<[PolicyRule, string]>([
  [{ kind: 'non-root' }, 'Does not run as root'],
  [
    { kind: 'fix-deadline', criticalDays: 1, highDays: 30 },
    'What has a fix is fixed in time: critical within 1 day and high within 30 days',
  ],
  [{ kind: 'severity-limit', critical: 0, fixableOnly: true }, 'No more findings of a severity than 0 critical, with a fix'],
  [{ kind: 'epss-limit', probability: 0.125 }, 'No EPSS probability over 12.5 %'],
  [{ kind: 'banned-packages', globs: ['log4j*', 'left-pad'] }, 'None of these packages: log4j*, left-pad'],
])('says %o', (rule, words) => {
  expect(ruleInWords(rule)).toBe(words);
});

it('says which images', () => {
  expect(scopeInWords({})).toBe('every image');
  expect(scopeInWords({ repositoryGlob: 'shop/*', tagGlob: '1.*' })).toBe('images of shop/*, tags 1.*');
  expect(scopeInWords({ tagGlob: '1.*' })).toBe('images, tags 1.*');
});

it('keeps what is unknown apart from what meets it', () => {
  expect(countsInWords({ violation: 2, unknown: 1, pass: 1 })).toBe('2 violate it, 1 unknown, 1 meets it');
  expect(countsInWords({ violation: 0, unknown: 0, pass: 0 })).toBe('no image');
});

it('reads a clock', () => {
  const now = Date.parse('2026-11-25T00:00:00Z');
  expect(clockInWords('2026-11-30T00:00:00Z', now)).toBe('due in 5 days');
  expect(clockInWords('2026-11-22T00:00:00Z', now)).toBe('overdue by 3 days');
});
