import type { Inventory } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { type Match, openFindings } from './finding-keys.ts';
import { planFixes, type Plans, simulateSteps } from './fix-plan.ts';
import type { PlanInput } from './plan-input.ts';
import { severityRisk } from './risk.ts';
import { deb, digest, dpkgSet, inventory, layer, matchBy, npm, npmSet } from './testing/inventories.ts';

const match = matchBy([
  { id: 'CVE-1', name: 'openssl', fixed: '3.0.2-1', severity: 'critical' },
  { id: 'CVE-2', name: 'zlib', severity: 'low' },
  { id: 'CVE-3', name: 'left', fixed: '1.1.0', severity: 'high' },
  { id: 'CVE-4', name: 'right', fixed: '2.0.0', severity: 'low' },
  { id: 'CVE-5', name: 'brotli', severity: 'medium' },
]);

const apt = deb('apt', '2.6.1');
const base = inventory([layer(1)], dpkgSet(0, apt, deb('openssl', '3.0.1-1'), deb('zlib1g', '1.2-1', 'zlib')));
const newBase = inventory([layer(11)], dpkgSet(0, apt, deb('openssl', '3.0.3-1'), deb('zlib1g', '1.2-1', 'zlib'), deb('brotli', '1-1')));
const image: Inventory = inventory([layer(1), layer(2)], ...base.sets, npmSet(1, npm('left', '1.0.0'), npm('right', '1.0.0')));
const input: PlanInput = {
  inventory: image,
  match,
  riskOf: severityRisk,
  manifests: [],
  base: {
    name: 'debian:12-1',
    layerCount: 1,
    inventory: base,
    candidates: [{ name: 'debian:12-2', digest: digest(9), inventory: newBase }],
  },
};

function titles({ plans }: Plans): string[] {
  return plans.map(({ title }) => title);
}

describe('a move to another base', () => {
  it('says what it removes, leaves, cannot fix and adds', () => {
    const { candidates, plans } = planFixes(input);
    const move = plans.find(({ title }) => title === 'Move to debian:12-2');

    expect(move).toMatchObject({
      edits: [{ kind: 'base-image', file: 'Dockerfile', before: 'FROM debian:12-1', after: `FROM debian:12-2@${digest(9)}` }],
      removes: [{ id: 'CVE-1', purl: 'pkg:deb/debian/openssl@3.0.1-1?arch=source&distro=debian-12' }],
      remaining: 3,
      unfixable: 1,
      adds: [{ id: 'CVE-5' }],
    });
    expect(candidates).toMatchObject([{ name: 'debian:12-2', digest: digest(9), removes: move!.removes, remaining: 3, adds: move!.adds }]);
  });

  it('is no plan if it removes nothing, and a candidate still', () => {
    const same = planFixes({
      ...input,
      base: { ...input.base!, candidates: [{ name: 'debian:12-2', digest: digest(9), inventory: base }] },
    });

    expect(same.candidates).toMatchObject([{ removes: [], adds: [] }]);
    expect(titles(same)).not.toContain('Move to debian:12-2');
  });
});

it('offers every kind of edit, most risk removed per edit first', () => {
  expect(titles(planFixes(input))).toEqual([
    'Upgrade 1 system package in place',
    'Move to debian:12-2',
    'Everything: base debian:12-2, 2 dependencies (1 major change)',
    'Pin left to 1.1.0',
    'Pin 2 dependencies (1 major change)',
    'Pin right to 2.0.0 (a major change)',
  ]);
});

it('was matched: what each plan promises is what a match of its result finds', () => {
  const before = openFindings(match(image)).size;

  const { plans } = planFixes(input);

  expect(plans.filter(({ removes, remaining }) => removes.length + remaining !== before)).toEqual([]);
});

it('has a key for each plan, and says where a move or a pin leads', () => {
  const { plans } = planFixes(input);

  expect(plans.map(({ key, target }) => [key, target])).toEqual([
    ['os-upgrade', undefined],
    ['base:debian:12-#', 'debian:12-2'],
    ['everything', undefined],
    ['pin:npm/left', '1.1.0'],
    ['pins:best', undefined],
    ['pin:npm/right', '2.0.0'],
  ]);
});

describe('some steps of a plan', () => {
  it('all of them are the plan', () => {
    for (const plan of planFixes(input).plans) {
      expect(simulateSteps(input, plan.key, new Set(plan.edits.map(({ step }) => step)))).toEqual(plan);
    }
  });

  it('are matched by themselves', () => {
    const whole = planFixes(input).plans.find(({ key }) => key === 'everything')!;
    const left = whole.edits.find(({ after }) => after.includes('left'))!;

    const part = simulateSteps(input, 'everything', [left.step])!;

    expect(part).toMatchObject({ key: 'everything', title: 'Pin left to 1.1.0', edits: [left], removes: [{ id: 'CVE-3' }], remaining: 3 });
    expect(part.limits.join()).not.toContain('right');
  });

  it('none of them change nothing, and a plan that is not there is none', () => {
    expect(simulateSteps(input, 'everything', [])).toMatchObject({ edits: [], removes: [], adds: [], remaining: 4 });
    expect(simulateSteps(input, 'pin:npm/other', [0])).toBeUndefined();
  });
});

it('asks the matching function about every result, and not only once', () => {
  const asked: Inventory[] = [];
  const watched: Match = (inventory) => {
    asked.push(inventory);
    return match(inventory);
  };

  const { plans } = planFixes({ ...input, match: watched });

  expect(asked.filter(({ layers }) => layers.length > 0).length).toBeGreaterThan(plans.length);
});

it('states what it cannot know, and which changes are major', () => {
  const { plans } = planFixes(input);
  const everything = plans.find(({ title }) => title.startsWith('Everything'));

  expect(everything?.limits).toContainEqual(expect.stringContaining('not known without its registry'));
  expect(everything?.limits).toContainEqual(expect.stringContaining('right 1.0.0 to 2.0.0'));
  expect(plans.find(({ title }) => title === 'Move to debian:12-2')?.limits).toEqual([]);
});

it("takes everything for the application's where the base is not known", () => {
  const { base: _, ...unknown } = input;
  const plans = planFixes(unknown);

  expect(plans.candidates).toEqual([]);
  expect(titles(plans)).toContain('Everything: 1 system package, 2 dependencies (1 major change)');
});

it('puts edits of the configuration last: they remove no vulnerability', () => {
  const edit = { kind: 'configuration', file: 'Dockerfile', before: '', after: 'USER 1000' } as const;

  const { plans } = planFixes({ ...input, configuration: [{ check: 'CIS-4.1', title: 'Run as another user than root', edit }] });

  expect(plans.at(-1)).toMatchObject({
    title: 'Run as another user than root',
    edits: [edit],
    removes: [],
    remaining: 4,
    unfixable: 1,
    adds: [],
  });
});

it('has no plan for an image in which nothing can be fixed, nor for one in which nothing is wrong', () => {
  const unfixable = inventory([layer(1)], dpkgSet(0, apt, deb('zlib1g', '1.2-1', 'zlib')));
  const sound = inventory([layer(1)], dpkgSet(0, apt));

  for (const one of [unfixable, sound]) {
    expect(planFixes({ inventory: one, match, riskOf: severityRisk, manifests: [] })).toEqual({ candidates: [], plans: [] });
  }
});
