import type { PolicyInput } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { draftOf, inputOf } from './policy-draft.ts';

const POLICY: PolicyInput = {
  name: 'Shop',
  description: 'ours',
  scope: { repositoryGlob: 'shop/*' },
  rules: [
    { kind: 'fix-deadline', criticalDays: 3 },
    { kind: 'severity-limit', high: 5, fixableOnly: true },
    { kind: 'epss-limit', probability: 0.125 },
    { kind: 'non-root' },
    { kind: 'banned-packages', globs: ['log4j*', 'left-pad'] },
  ],
  enabled: false,
};

it('gives back what it was made from', () => {
  expect(inputOf(draftOf(POLICY), POLICY)).toEqual(POLICY);
});

it('says what is missing', () => {
  const draft = draftOf(undefined);

  expect(inputOf(draft, undefined)).toBe('Give it a name.');
  expect(inputOf({ ...draft, name: 'x' }, undefined)).toBe('Choose at least one rule.');
  expect(inputOf({ ...draft, name: 'x', kinds: new Set(['approved-bases']) }, undefined)).toContain('needs a value');
  expect(inputOf({ ...draft, name: 'x', kinds: new Set(['epss-limit']), values: { 'epss-limit.percent': '140' } }, undefined)).toContain(
    'needs a value',
  );
  expect(
    inputOf({ ...draft, name: 'x', kinds: new Set(['fix-deadline']), values: { 'fix-deadline.highDays': 'soon' } }, undefined),
  ).toContain('needs a value');
});

it('begins a new one with sensible values', () => {
  expect(inputOf({ ...draftOf(undefined), name: 'x', kinds: new Set(['fix-deadline', 'signed']) }, undefined)).toMatchObject({
    rules: [{ kind: 'fix-deadline', criticalDays: 7, highDays: 30 }, { kind: 'signed' }],
    scope: {},
    enabled: true,
  });
});
