import { afterAll, expect, it } from 'vitest';
import type { Member } from '@plimsoll/model';
import { addPackages } from './packages.ts';
import { debMember, npmMember } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const add = (members: readonly Member[]) => db.transaction((tx) => addPackages(tx, members));

it('is its own subject where advisories name what is installed, else points to its source', async () => {
  const [left, ssl, cli] = [npmMember('left-pad'), debMember('libssl3', 'openssl'), debMember('openssl', 'openssl')];
  const ids = await add([left, ssl, cli]);

  expect(ids.packageOf(left)).toBe(ids.subjectOf(left));
  expect(ids.subjectOf(ssl)).toBe(ids.subjectOf(cli));
  expect(new Set([ids.packageOf(ssl), ids.packageOf(cli), ids.subjectOf(ssl)]).size).toBe(3);
  expect(ids.fresh).toEqual(new Set([ids.subjectOf(left), ids.subjectOf(ssl)]));
  const { rows } = await db.query(
    'select name, arch, source_name, subject_id is not null as has_subject, licenses from package order by name, arch',
  );
  expect(rows).toEqual([
    { name: 'left-pad', arch: '', source_name: '', has_subject: false, licenses: ['MIT'] },
    { name: 'libssl3', arch: 'amd64', source_name: 'openssl', has_subject: true, licenses: [] },
    { name: 'openssl', arch: 'amd64', source_name: 'openssl', has_subject: true, licenses: [] },
    { name: 'openssl', arch: 'source', source_name: '', has_subject: false, licenses: [] },
  ]);
});

it('finds what is stored, and nothing is fresh twice', async () => {
  const member = debMember('libssl3', 'openssl');
  const [first, again] = [await add([member]), await add([member, member])];

  expect(again.packageOf(member)).toBe(first.packageOf(member));
  expect(again.fresh.size).toBe(0);
});

it('keeps a package that is not matched apart from one that is', async () => {
  const matched = npmMember('twice');
  const owned: Member = { package: matched.package, path: 'usr/lib', owner: 'node-twice' };
  const ids = await add([matched, owned]);

  expect(ids.packageOf(owned)).not.toBe(ids.packageOf(matched));
  expect(ids.subjectOf(owned)).toBeUndefined();
});

it('keeps a spelling of its own', async () => {
  const member: Member = {
    ...npmMember('zope-interface'),
    package: { type: 'pypi', name: 'Zope.Interface', version: '1.0.0', licenses: ['ZPL-2.1'] },
  };
  const ids = await add([member]);

  expect(ids.packageOf(member)).not.toBe(ids.subjectOf(member));
});
