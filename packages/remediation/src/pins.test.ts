import type { Member } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import type { ManifestFile } from './managers/manager.ts';
import { allPins, choosePins, type DependencyPin, type PinMode } from './pins.ts';
import { severityRisk } from './risk.ts';
import { replaceVersions } from './simulate.ts';
import { deb, dpkgSet, inventory, layer, language, matchBy, npm, npmSet, type Rule, setOf } from './testing/inventories.ts';

function pinsFor(
  members: readonly Member[],
  rules: readonly Rule[],
  options: { manifests?: readonly ManifestFile[]; mode?: PinMode; baseLayerCount?: number } = {},
): DependencyPin[] {
  const match = matchBy(rules);
  const image = inventory([layer(1), layer(2)], npmSet(1, ...members));
  return choosePins(image, match(image), { match, riskOf: severityRisk, manifests: [], baseLayerCount: 1, mode: 'best', ...options });
}

function manifest(dependencies: Record<string, string>): ManifestFile {
  return { path: 'srv/app/package.json', text: JSON.stringify({ dependencies }) };
}

it('changes what the application asks for, and overrides what others ask for', () => {
  const pins = pinsFor(
    [npm('left', '1.0.0'), npm('ms', '2.0.0')],
    [
      { id: 'CVE-1', name: 'left', fixed: '1.2.0' },
      { id: 'CVE-2', name: 'ms', fixed: '2.1.0', severity: 'low' },
    ],
    {
      manifests: [manifest({ left: '^1.0.0' }), { path: 'srv/app/package-lock.json', text: '{"packages":{}}' }],
    },
  );

  expect(pins.map(({ edits }) => edits.map(({ kind, before, after }) => [kind, before, after]))).toEqual([
    [['dependency', '"left": "^1.0.0"', '"left": "1.2.0"']],
    [['override', '', '"overrides": { "ms@<2.1.0": "2.1.0" }']],
  ]);
});

it('puts the pin that ends the most risk first', () => {
  const rules: Rule[] = [
    { id: 'CVE-1', name: 'left', fixed: '1.2.0', severity: 'low' },
    { id: 'CVE-2', name: 'ms', fixed: '2.1.0', severity: 'critical' },
  ];

  expect(pinsFor([npm('left', '1.0.0'), npm('ms', '2.0.0')], rules).map(({ pin, risk }) => [pin.name, risk])).toEqual([
    ['ms', severityRisk({ severity: 'critical' })],
    ['left', severityRisk({ severity: 'low' })],
  ]);
});

describe('several versions of a name', () => {
  it('that go to the same version are one pin', () => {
    const [pin, ...more] = pinsFor(
      [npm('cookie', '0.3.1'), npm('cookie', '0.4.2', 'engine')],
      [{ id: 'CVE-1', name: 'cookie', fixed: '0.7.0' }],
    );

    expect(more).toEqual([]);
    expect(pin).toMatchObject({ pin: { name: 'cookie', from: ['0.3.1', '0.4.2'], to: '0.7.0', range: '<0.7.0' }, isMajor: true });
  });

  it('of which older lines are sound leave those alone', () => {
    const members = [npm('debug', '2.6.9'), npm('debug', '4.1.1', 'engine')];
    const [pin] = pinsFor(members, [{ id: 'CVE-1', name: 'debug', introduced: '4.0.0', fixed: '4.3.1' }]);
    const after = replaceVersions(inventory([layer(1), layer(2)], npmSet(1, ...members)), pin!.newVersionOf);

    expect(pin?.pin).toMatchObject({ from: ['4.1.1'], to: '4.3.1', range: '>4.0.0-0 <4.3.1' });
    expect(after.sets[0]?.set.members.map((member) => member.package.version)).toEqual(['2.6.9', '4.3.1']);
  });

  it('that go to different lines are pins of their own', () => {
    const rules = [
      { id: 'CVE-1', name: 'ws', fixed: '1.5.0' },
      { id: 'CVE-1', name: 'ws', introduced: '2.0.0', fixed: '2.9.0' },
    ];

    const pins = pinsFor([npm('ws', '1.0.0'), npm('ws', '2.0.0', 'engine')], rules);

    expect(pins.map(({ pin }) => [pin.range, pin.to])).toEqual([
      ['<1.5.0', '1.5.0'],
      ['>2.0.0-0 <2.9.0', '2.9.0'],
    ]);
  });

  it('are one pin in a manager that cannot tell them apart, and never taken back', () => {
    const yarn = [manifest({}), { path: 'srv/app/yarn.lock', text: '' }];

    const pins = pinsFor([npm('ws', '1.0.0'), npm('ws', '2.9.9', 'engine')], [{ id: 'CVE-1', name: 'ws', fixed: '1.5.0' }], {
      manifests: yarn,
    });

    expect(pins.map(({ pin, edits }) => [pin.to, edits[0]?.after])).toEqual([['2.9.9', '"resolutions": { "ws": "2.9.9" }']]);
  });
});

it('stays in the line in the gentle mode, and says in the other that it does not', () => {
  const rules = [
    { id: 'CVE-1', name: 'left', fixed: '1.1.0' },
    { id: 'CVE-2', name: 'left', fixed: '3.0.0' },
    { id: 'CVE-3', name: 'right', fixed: '2.0.0' },
  ];
  const members = [npm('left', '1.0.0'), npm('right', '1.0.0')];

  expect(pinsFor(members, rules, { mode: 'same-line' }).map(({ pin, isMajor }) => [pin.name, pin.to, isMajor])).toEqual([
    ['left', '1.1.0', false],
  ]);
  expect(pinsFor(members, rules).map(({ pin, isMajor }) => [pin.name, pin.to, isMajor])).toEqual([
    ['left', '3.0.0', true],
    ['right', '2.0.0', true],
  ]);
});

it("leaves the base's packages to the base, and system packages to their manager", () => {
  const match = matchBy([
    { id: 'CVE-1', name: 'left', fixed: '1.2.0' },
    { id: 'CVE-2', name: 'openssl', fixed: '3.0.2-1' },
  ]);
  const image = inventory([layer(1), layer(2)], npmSet(0, npm('left', '1.0.0')), dpkgSet(1, deb('openssl', '3.0.1-1')));

  expect(choosePins(image, match(image), { match, riskOf: severityRisk, manifests: [], baseLayerCount: 1, mode: 'best' })).toEqual([]);
});

it('pins packages of other ecosystems by their own managers', () => {
  const match = matchBy([{ id: 'CVE-1', name: 'golang.org/x/net', fixed: 'v0.17.0' }]);
  const binary = setOf('lang/go@1', 'usr/bin/app', 0, [language('golang', 'Go', 'golang.org/x/net', 'v0.1.0', 'usr/bin/app')]);
  const image = inventory([layer(1)], binary);

  const [pin] = choosePins(image, match(image), { match, riskOf: severityRisk, manifests: [], baseLayerCount: 0, mode: 'best' });

  expect(pin?.edits[0]).toMatchObject({ file: 'go.mod', command: 'go get golang.org/x/net@v0.17.0' });
});

it('lets the first pin that covers a member decide', () => {
  const pins = pinsFor(
    [npm('left', '1.0.0'), npm('ms', '2.0.0')],
    [
      { id: 'CVE-1', name: 'left', fixed: '1.2.0' },
      { id: 'CVE-2', name: 'ms', fixed: '2.1.0' },
    ],
  );
  const versionOf = allPins(pins);
  const entry = npmSet(1, npm('left', '1.0.0'));
  const image = inventory([layer(1), layer(2)], entry);

  expect(versionOf(npm('ms', '2.0.0'), entry, image)).toEqual({ subject: '2.1.0', package: '2.1.0' });
  expect(versionOf(npm('other', '2.0.0'), entry, image)).toBeUndefined();
  expect(versionOf(npm('ms', '2.0.0'), { ...entry, path: 'opt/node_modules' }, image)).toBeUndefined();
  expect(versionOf(npm('ms', '2.0.0'), { ...entry, layer: 0 }, image)).toBeUndefined();
});

it('knows the own layers on a base of any length', () => {
  const [pin] = pinsFor([npm('ms', '2.0.0')], [{ id: 'CVE-1', name: 'ms', fixed: '2.1.0' }]);
  const moved = inventory([layer(11), layer(12), layer(13), layer(2)], npmSet(2, npm('ms', '2.0.0')), npmSet(3, npm('ms', '2.0.0')));

  expect(replaceVersions(moved, pin!.newVersionOf).sets.map(({ set }) => set.members[0]?.package.version)).toEqual(['2.0.0', '2.1.0']);
});
