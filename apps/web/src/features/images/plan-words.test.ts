import type { FixPlan } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { editsByFile, effectInWords, planAt, remainderInWords, slugOf, smallestPlanFor, stepsOf } from './plan-words.ts';

const FROM = { kind: 'base-image', file: 'Dockerfile', before: 'FROM a:1', after: 'FROM a:2@sha256:00' } as const;
const AXIOS = { kind: 'override', file: 'package.json', before: '', after: '"overrides": { "axios": "1.0.0" }' } as const;
const LODASH = { kind: 'dependency', file: 'package.json', before: '"lodash": "3"', after: '"lodash": "4"' } as const;
const UPGRADE = { kind: 'os-packages', file: 'Dockerfile', before: '', after: 'RUN apt-get update \\\n && apt-get upgrade' } as const;

function plan(title: string, edits: FixPlan['edits'], removed: readonly string[]): FixPlan {
  return {
    title,
    edits,
    removes: removed.map((id) => ({ id, purl: `pkg:npm/of-${id}@1`, severity: 'high' as const })),
    remaining: 10 - removed.length,
    unfixable: 0,
    adds: [],
    limits: [],
    dockerfileDiff: '',
    shell: [],
    pullRequest: { title, body: '' },
  };
}

const move = plan('Move to a:2', [FROM], ['CVE-1', 'CVE-2', 'CVE-3']);
const pin = plan('Pin axios to 1.0.0', [AXIOS], ['CVE-4']);
const pins = plan('Pin 2 dependencies', [AXIOS, LODASH], ['CVE-4', 'CVE-5']);
const all = plan('Everything: base a:2, 2 dependencies', [FROM, LODASH, AXIOS], ['CVE-1', 'CVE-2', 'CVE-3', 'CVE-4', 'CVE-5']);
const plans = [pin, move, pins, all];

it('finds a plan by its address, else takes the one that removes most', () => {
  expect(slugOf(move)).toBe('move-to-a-2');
  expect(planAt(plans, 'move-to-a-2')).toBe(move);
  expect(planAt(plans, 'gone')).toBe(all);
  expect(planAt([], undefined)).toBeUndefined();
});

it.each([
  [plans, 'One edit removes 3, three edits remove 5.'],
  [[move], 'One edit removes 3.'],
  [[pins], 'Two edits remove 2.'],
  [[], 'No edit that Plimsoll can verify removes any.'],
])('says what edits can do (%#)', (some, expected) => expect(effectInWords({ plans: some })).toBe(expected));

it.each`
  remaining | unfixable | added | expected
  ${0}      | ${0}      | ${0}  | ${'leaves none, adds none'}
  ${88}     | ${1}      | ${0}  | ${'leaves 88, of which 1 has no fix, adds none'}
  ${88}     | ${2}      | ${3}  | ${'leaves 88, of which 2 have no fix, adds 3'}
  ${1}      | ${1}      | ${0}  | ${'leaves 1 without a fix, adds none'}
  ${5}      | ${0}      | ${0}  | ${'leaves 5, adds none'}
`(
  'says "$expected"',
  ({ remaining, unfixable, added, expected }: Record<'remaining' | 'unfixable' | 'added', number> & { expected: string }) => {
    const adds = Array.from({ length: added }, () => ({ id: 'CVE-9', purl: 'pkg:npm/x@1' }));
    expect(remainderInWords({ remaining, unfixable, adds })).toBe(expected);
  },
);

it('groups edits into steps, each with the plan that is that step alone', () => {
  expect(stepsOf(all, plans)).toEqual([
    { label: 'FROM a:2', alone: move },
    { label: 'Pin 2 dependencies', alone: pins },
  ]);
  expect(stepsOf(plan('x', [FROM, UPGRADE, AXIOS, LODASH], []), [])).toEqual([
    { label: 'FROM a:2' },
    { label: 'Upgrade what is left of the system packages' },
    { label: 'Pin 2 dependencies' },
  ]);
});

it('finds the smallest plan that removes a finding, under any of its names', () => {
  const finding = { vulnerability: 'GHSA-4', aliases: ['CVE-4'], purl: 'pkg:npm/of-CVE-4@1' };
  expect(smallestPlanFor(plans, finding)).toBe(pin);
  expect(smallestPlanFor(plans, { ...finding, purl: 'pkg:npm/other@1' })).toBeUndefined();
});

it('shows edits as the lines that go and come, file by file', () => {
  expect(editsByFile({ edits: [UPGRADE, LODASH, AXIOS] }).map(({ file, diff }) => [file, diff])).toEqual([
    ['Dockerfile', '+RUN apt-get update \\\n+ && apt-get upgrade'],
    ['package.json', '-"lodash": "3"\n+"lodash": "4"\n+"overrides": { "axios": "1.0.0" }'],
  ]);
});
