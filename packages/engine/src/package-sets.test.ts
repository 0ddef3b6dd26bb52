import type { Member } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { toPackageSet } from './package-sets.ts';

const a: Member = { package: { type: 'npm', name: 'a', version: '1', licenses: ['MIT'] }, path: 'p/a' };
const b: Member = { package: { type: 'npm', name: 'b', version: '1', licenses: [] }, path: 'p/b' };
const facts = { kind: 'go-symbols', symbols: { x: ['f'], y: [] } } as const;

it('is the same in any order', () => {
  const one = toPackageSet('lang/npm@1', [a, b], facts);
  const other = toPackageSet('lang/npm@1', [b, a], { ...facts, symbols: { y: [], x: ['f'] } });

  expect(other.digest).toBe(one.digest);
  expect(other.members).toEqual(one.members);
});

it.each([
  ['analyzer', 'lang/npm@2', a, undefined],
  ['path', 'lang/npm@1', { ...a, path: 'q' }, undefined],
  ['owner', 'lang/npm@1', { ...a, owner: 'node-a' }, undefined],
  ['scope', 'lang/npm@1', { ...a, package: { ...a.package, dev: true } }, undefined],
  ['flag', 'lang/npm@1', { ...a, inherited: true }, undefined],
  ['facts', 'lang/npm@1', a, facts],
] as const)('is another with another %s', (_, analyzer, member, setFacts) => {
  expect(toPackageSet(analyzer, [member], setFacts).digest).not.toBe(toPackageSet('lang/npm@1', [a], undefined).digest);
});
