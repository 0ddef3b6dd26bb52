import type { Digest, InventorySet, Subject } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { subjectMembers } from './subject-members.ts';

const subject: Subject = { ecosystem: 'npm', release: '', name: 'left', version: '1.0.0', arch: '', module: '' };
const left = (path: string) => ({ package: { type: 'npm', name: 'left', version: '1.0.0', licenses: [] }, path, subject }) as const;
const setOf = (path: string, layer: number, ...members: InventorySet['set']['members']): InventorySet => ({
  set: { digest: `sha256:${'1'.repeat(64)}` as Digest, analyzer: 'lang/npm@1', members },
  path,
  layer,
});

it('finds a subject in every layer of one database, and in no other', () => {
  const lower = setOf('srv', 0, left('a'));
  const upper = setOf('srv', 1, { ...left('b'), inherited: true }, { ...left('c'), subject: { ...subject, name: 'right' } });
  const other = setOf('opt', 1, left('d'));
  const membersOf = subjectMembers({ layers: [], sets: [lower, upper, other], coverage: 'complete', problems: [], fingerprint: '' });

  expect(membersOf(lower, subject).map(({ path }) => path)).toEqual(['a', 'b']);
  expect(membersOf(other, subject).map(({ path }) => path)).toEqual(['d']);
  expect(membersOf(lower, { ...subject, version: '2' })).toEqual([]);
});
