import type { FixPlan } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { formatLeftOut, leftOutOf, planOfEdits, stepsOf } from './left-out.ts';

const FROM = {
  kind: 'base-image',
  file: 'Dockerfile',
  before: 'FROM a:1',
  after: 'FROM a:2@sha256:00',
  step: 0,
  stepTitle: 'Move to a:2',
} as const;
const CORE = { kind: 'dependency', file: 'pom.xml', before: '<core>1', after: '<core>2', step: 2, stepTitle: 'Pin core to 2' } as const;
const BOM = { kind: 'dependency', file: 'parent/pom.xml', before: '<bom>1', after: '<bom>2', step: 2, stepTitle: 'Pin core to 2' } as const;
const LODASH = {
  kind: 'dependency',
  file: 'package.json',
  before: '"lodash": "3"',
  after: '"lodash": "4"',
  step: 5,
  stepTitle: 'Pin lodash to 4',
} as const;

function plan(title: string, edits: FixPlan['edits'], removed: number): FixPlan {
  const removes = Array.from({ length: removed }, (_, index) => ({ id: `CVE-${index}`, purl: 'pkg:npm/a@1', severity: 'high' as const }));
  const rest = { remaining: 0, unfixable: 0, adds: [], limits: [], dockerfileDiff: '', shell: [], pullRequest: { title, body: '' } };
  return { key: title, title, edits, removes, ...rest };
}

const all = plan('Everything', [FROM, CORE, BOM, LODASH], 9);
const core = plan(
  'Pin core to 2',
  [
    { ...BOM, step: 0 },
    { ...CORE, step: 0 },
  ],
  4,
);
const steps = stepsOf(all, [core, all]);

it('takes edits of one step as one, with the effect of the plan that is it alone', () => {
  expect(steps.map(({ step, label, edits, removes }) => [step, label, edits.length, removes])).toEqual([
    [0, 'Move to a:2', 1, undefined],
    [2, 'Pin core to 2', 2, 4],
    [5, 'Pin lodash to 4', 1, undefined],
  ]);
});

it('knows a plan by its edits, whatever their order and steps', () => {
  expect(planOfEdits([all, core], [CORE, BOM])).toBe(core);
  expect(planOfEdits([all, core], [CORE])).toBeUndefined();
});

it.each`
  text         | leftOut
  ${undefined} | ${[]}
  ${'2'}       | ${[2]}
  ${'5,0'}     | ${[0, 5]}
  ${'2,7,x,'}  | ${[2]}
  ${'0,2,5'}   | ${[]}
`('reads "$text" of an address as $leftOut', ({ text, leftOut }: { text: string | undefined; leftOut: number[] }) =>
  expect([...leftOutOf(text, steps)]).toEqual(leftOut),
);

it('writes the steps in their order, and nothing for none', () => {
  expect(formatLeftOut(new Set([5, 0]), steps)).toBe('0,5');
  expect(formatLeftOut(new Set(), steps)).toBeUndefined();
});
