import { subjectKey } from '@plimsoll/model';
import { afterAll, expect, it } from 'vitest';
import { addSubjects, type StoredSubject, allSubjects, subjectIds, subjectsByName, subjectsUnknown } from './subjects.ts';
import { npmSubject } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const debian = { ecosystem: 'Debian', release: '12', name: 'openssl', version: '3.0-1', arch: 'source', module: '' } as const;
const rpm = { ecosystem: 'AlmaLinux', release: '9', name: 'nodejs', version: '1:18-1', arch: '', module: 'nodejs:18' } as const;
const all = [npmSubject('a'), npmSubject('a', '2'), debian, { ...debian, release: '13' }, rpm, { ...rpm, module: '' }];
const add = (subjects: typeof all) =>
  db.transaction((tx) =>
    addSubjects(
      tx,
      subjects.map((subject) => ({ subject, type: 'npm', licenses: [] })),
    ),
  );

it('tells subjects apart by every part', async () => {
  expect(new Set(all.map(subjectKey)).size).toBe(6);
  expect(await subjectsUnknown(db, [...all, npmSubject('a')])).toEqual(all);

  const added = await add(all);

  expect(added.size).toBe(6);
  expect(await subjectsUnknown(db, [npmSubject('b'), ...all])).toEqual([npmSubject('b')]);
  expect(new Set((await subjectIds(db, all)).values())).toEqual(added);
});

it('is new to one writer only, and burns no ids for what is known', async () => {
  const both = await Promise.all([add([...all, npmSubject('c')]), add([npmSubject('c'), ...all])]);

  expect(both.reduce((sum, { size }) => sum + size, 0)).toBe(1);
  const next = await add([npmSubject('d')]);
  expect(Math.max(...next) - Math.max(...both.flatMap((ids) => [...ids]))).toBeLessThanOrEqual(2);
});

it('streams those of some names, all versions and releases', async () => {
  const found: StoredSubject[] = [];
  for await (const batch of subjectsByName(db, [
    { ecosystem: 'Debian', name: 'openssl' },
    { ecosystem: 'PyPI', name: 'a' },
    { ecosystem: 'npm', name: 'a' },
  ]))
    found.push(...batch);

  expect(found.map(({ subject }) => subject)).toEqual(
    [npmSubject('a'), npmSubject('a', '2'), debian, { ...debian, release: '13' }].sort((x, y) => idOf(found, x) - idOf(found, y)),
  );
  expect(await subjectsByName(db, []).next()).toMatchObject({ done: true });
});

function idOf(found: readonly { id: number; subject: object }[], subject: object): number {
  return found.find((row) => JSON.stringify(row.subject) === JSON.stringify(subject))?.id ?? -1;
}

it('streams more than one batch, each subject once', async () => {
  await add(Array.from({ length: 4500 }, (_, n) => npmSubject('many', `${n}`)));
  const sizes = [];
  const ids = new Set<number>();
  for await (const batch of subjectsByName(db, [{ ecosystem: 'npm', name: 'many' }])) {
    sizes.push(batch.length);
    for (const { id } of batch) ids.add(id);
  }

  expect(sizes).toEqual([2000, 2000, 500]);
  expect(ids.size).toBe(4500);
  let everything = 0;
  for await (const batch of allSubjects(db)) everything += batch.length;
  expect(everything).toBe(4508);
});
