import type { FixPlan } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { effectInWords, partsOf, planAt, smallestPlanFor } from './plan-choice.ts';

const FROM = {
  kind: 'base-image',
  file: 'Dockerfile',
  before: 'FROM a:1',
  after: 'FROM a:2@sha256:00',
  step: 0,
  stepTitle: 'Move to a:2',
} as const;
const AXIOS = {
  kind: 'override',
  file: 'package.json',
  before: '',
  after: '"overrides": { "axios": "1.0.0" }',
  step: 1,
  stepTitle: 'Pin axios to 1.0.0',
} as const;
const LODASH = {
  kind: 'dependency',
  file: 'package.json',
  before: '"lodash": "3"',
  after: '"lodash": "4"',
  step: 2,
  stepTitle: 'Pin lodash to 4',
} as const;
const UPGRADE = {
  kind: 'os-packages',
  file: 'Dockerfile',
  before: '',
  after: 'RUN apt-get update \\\n && apt-get upgrade',
  step: 3,
  stepTitle: 'Upgrade 2 system packages in place',
} as const;

function plan(key: string, title: string, edits: FixPlan['edits'], removed: readonly string[]): FixPlan {
  return {
    key,
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

const move = plan('base:a:2', 'Move to a:2', [FROM], ['CVE-1', 'CVE-2', 'CVE-3']);
const pin = plan('pin:npm/axios', 'Pin axios to 1.0.0', [AXIOS], ['CVE-4']);
const pins = plan('pins', 'Pin 2 dependencies', [AXIOS, LODASH], ['CVE-4', 'CVE-5']);
const all = plan(
  'everything',
  'Everything: base a:2, 2 dependencies',
  [FROM, LODASH, AXIOS],
  ['CVE-1', 'CVE-2', 'CVE-3', 'CVE-4', 'CVE-5'],
);
const plans = [pin, move, pins, all];

it('finds a plan by its address, else takes the one that removes most', () => {
  expect(planAt(plans, 'base:a:2')).toBe(move);
  expect(planAt(plans, 'gone')).toBe(all);
  expect(planAt([], undefined)).toBeUndefined();
});

it.each([
  [plans, 'One edit removes 3, three edits remove 5.'],
  [[move], 'One edit removes 3.'],
  [[pins], 'Two edits remove 2.'],
  [[], 'No edit that Plimsoll can verify removes any.'],
])('says what edits can do (%#)', (some, expected) => expect(effectInWords({ plans: some })).toBe(expected));

it('groups edits by their kind, each with the plan that is that part alone', () => {
  expect(partsOf(all, plans)).toEqual([
    { label: 'FROM a:2', alone: move },
    { label: 'Pin 2 dependencies', alone: pins },
  ]);
  expect(partsOf(plan('x', 'x', [FROM, UPGRADE, AXIOS, LODASH], []), [])).toEqual([
    { label: 'FROM a:2' },
    { label: 'Upgrade 2 system packages in place' },
    { label: 'Pin 2 dependencies' },
  ]);
});

it('finds the smallest plan that removes a finding, under any of its names', () => {
  const finding = { vulnerability: 'GHSA-4', aliases: ['CVE-4'], purl: 'pkg:npm/of-CVE-4@1' };
  expect(smallestPlanFor(plans, finding)).toBe(pin);
  expect(smallestPlanFor(plans, { ...finding, purl: 'pkg:npm/other@1' })).toBeUndefined();
});
