import { expect, it } from 'vitest';
import { applySteps, draftAll, draftConfiguration, draftMoves } from './drafts.ts';
import type { PlanInput } from './plan-input.ts';
import { severityRisk } from './risk.ts';
import { deb, digest, dpkgSet, inventory, layer, matchBy, npm, npmSet } from './testing/inventories.ts';

const match = matchBy([
  { id: 'CVE-1', name: 'openssl', fixed: '3.0.5-1' },
  { id: 'CVE-2', name: 'left', fixed: '1.1.0' },
  { id: 'CVE-3', name: 'ws', fixed: '1.5.0' },
  { id: 'CVE-3', name: 'ws', introduced: '2.0.0', fixed: '2.9.0' },
]);
const apt = deb('apt', '2.6.1');
const base = inventory([layer(1)], dpkgSet(0, apt, deb('openssl', '3.0.1-1')));
const newer = inventory([layer(11), layer(12)], dpkgSet(0, apt, deb('openssl', '3.0.4-1')));
const own = npmSet(1, npm('left', '1.0.0'), npm('ws', '1.0.0'), npm('ws', '2.0.0', 'engine'));
const image = inventory([layer(1), layer(2)], ...base.sets, own);
const input: PlanInput = {
  inventory: image,
  match,
  riskOf: severityRisk,
  manifests: [],
  base: { name: 'a/b:1.0', layerCount: 1, inventory: base, candidates: [{ name: 'a/b:1.1', digest: digest(9), inventory: newer }] },
};
const versionsOf = ({ sets }: typeof image) =>
  sets.flatMap(({ set }) => set.members.map(({ package: { name, version } }) => `${name} ${version}`));

const moves = draftMoves(input);
const all = draftAll(input, moves, moves[0]);
const everything = all.find(({ key }) => key === 'everything')!;

it('has a key of its own for every draft', () => {
  const keys = all.map(({ key }) => key);

  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain('base:a/b:1.#');
  expect(keys).toContain('os-upgrade');
  expect(keys).toContain('pins:best');
  expect(draftConfiguration({ ...input, configuration: twice() }).map(({ key }) => key)).toEqual([
    'configuration:exposed-ssh',
    'configuration:exposed-ssh 2',
  ]);
});

function twice(): NonNullable<PlanInput['configuration']> {
  const edit = (before: string) => ({ kind: 'configuration', file: 'Dockerfile', before, after: '' }) as const;
  return ['EXPOSE 22', 'EXPOSE 22/tcp'].map((before) => ({ check: 'exposed-ssh', title: 'Do not expose port 22', edit: edit(before) }));
}

it('takes all pins of one name in one place for one step', () => {
  expect(everything.steps.map(({ part, edits }) => [part.kind, edits.length])).toEqual([
    ['base', 1],
    ['os-upgrade', 1],
    ['pins', 1],
    ['pins', 2],
  ]);
});

it('makes any of its steps without the others: the upgrade and the pins find their packages on the old base, too', () => {
  const [, upgrade, , ws] = everything.steps;

  expect(versionsOf(applySteps(image, everything.steps))).toEqual(['apt 2.6.1', 'openssl 3.0.5-1', 'left 1.1.0', 'ws 1.5.0', 'ws 2.9.0']);
  expect(versionsOf(applySteps(image, [upgrade!]))).toEqual(['apt 2.6.1', 'openssl 3.0.5-1', 'left 1.0.0', 'ws 1.0.0', 'ws 2.0.0']);
  expect(versionsOf(applySteps(image, [ws!]))).toEqual(['apt 2.6.1', 'openssl 3.0.1-1', 'left 1.0.0', 'ws 1.5.0', 'ws 2.9.0']);
  expect(applySteps(image, [])).toBe(image);
});
