import { describe, expect, it } from 'vitest';
import type { Part } from './drafts.ts';
import type { DependencyPin } from './pins.ts';
import { majorLimits, targetOf, titleOf } from './plan-title.ts';

const pins = (...all: [name: string, to: string, isMajor: boolean][]): Part => ({
  kind: 'pins',
  pins: all.map(([name, to, isMajor]) => ({ pin: { name, from: ['1.0.0'], to }, isMajor }) as unknown as DependencyPin),
});
const base: Part = { kind: 'base', name: 'a/b:2' };
const upgrade: Part = { kind: 'os-upgrade', packages: 2 };

describe.each([
  [[base], 'Move to a/b:2', 'a/b:2'],
  [[upgrade], 'Upgrade 2 system packages in place', undefined],
  [[pins(['left', '1.1.0', false])], 'Pin left to 1.1.0', '1.1.0'],
  [[pins(['left', '2.0.0', true])], 'Pin left to 2.0.0 (a major change)', '2.0.0'],
  [[pins(['left', '1.1.0', false], ['left', '2.2.0', false])], 'Pin left to 1.1.0 and 2.2.0', undefined],
  [[pins(['left', '2.0.0', true]), pins(['right', '1.1.0', false])], 'Pin 2 dependencies (1 major change)', undefined],
  [[base, upgrade, pins(['left', '1.1.0', false])], 'Everything: base a/b:2, 2 system packages, 1 dependency', undefined],
  [[{ kind: 'configuration', title: 'Run as a user' }], 'Run as a user', undefined],
] as [Part[], string, string | undefined][])('%j', (parts, title, target) => {
  it(`is ${JSON.stringify(title)}`, () => expect(titleOf(parts, true)).toBe(title));
  it(`leads to ${JSON.stringify(target)}`, () => expect(targetOf(parts)).toBe(target));
});

it('says what is left when steps are left out', () => {
  expect(titleOf([base, upgrade], false)).toBe('Part of everything: base a/b:2, 2 system packages');
  expect(titleOf([base], false)).toBe('Move to a/b:2');
  expect(titleOf([], false)).toBe('Nothing');
});

it('names the versions that leave their line', () => {
  expect(majorLimits([base, pins(['left', '2.0.0', true], ['right', '1.1.0', false])])).toEqual([
    'Major changes, which may need changes of the code: left 1.0.0 to 2.0.0.',
  ]);
  expect(majorLimits([pins(['right', '1.1.0', false])])).toEqual([]);
});
