import type { Member } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { toSetColumns } from './package-sets.ts';

const ids: Record<string, number> = { b: 2, c: 3, a: 7 };
const finder = {
  packageOf: (member: Member) => ids[member.package.name] ?? 0,
  subjectOf: (member: Member) => (member.subject === undefined ? undefined : (ids[member.subject.name] ?? 0)),
};

function member(name: string, more: Partial<Member> & { subjectName?: string | null; dev?: boolean } = {}): Member {
  const { subjectName = name, dev, ...rest } = more;
  return {
    package: { type: 'npm', name, version: '1', licenses: [], ...(dev === undefined ? {} : { dev }) },
    ...(subjectName === null ? {} : { subject: { ecosystem: 'npm', release: '', name: subjectName, version: '1', arch: '', module: '' } }),
    path: 'app',
    ...rest,
  };
}

it('is only its subjects where packages are their own and lie at the path of the set', () => {
  expect(toSetColumns([member('a'), member('b')], 'app', finder)).toEqual({
    subjects: [2, 7],
    packages: null,
    flags: null,
    paths: null,
    owners: null,
  });
});

it('keeps order by id then path, duplicates included', () => {
  const columns = toSetColumns([member('a'), member('b', { path: 'x' }), member('b', { path: 'w' })], 'app', finder);

  expect(columns).toEqual({ subjects: [2, 7], packages: [2, 2, 7], flags: null, paths: ['w', 'x', 'app'], owners: null });
});

it('lists what is owned, inherited or for development, and counts only what is to be counted', () => {
  const columns = toSetColumns(
    [
      member('a', { subjectName: null, owner: 'python3-a' }),
      member('b', { subjectName: 'c', inherited: true }),
      member('c', { dev: true }),
    ],
    'app',
    finder,
  );

  expect(columns).toEqual({
    subjects: [3],
    packages: [2, 3, 7],
    flags: Buffer.from([2, 1, 0]),
    paths: null,
    owners: ['', '', 'python3-a'],
  });
});
