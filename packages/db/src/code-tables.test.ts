import { afterAll, expect, it } from 'vitest';
import { codesOf } from './code-tables.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const codes = (...names: string[]) => db.transaction((tx) => codesOf(tx, 'ecosystem', names));

it('gives each name one number for ever, 0 to none', async () => {
  const first = await codes('npm', 'PyPI', '');
  const again = await codes('Go', 'npm');

  expect(first.get('')).toBe(0);
  expect(again.get('npm')).toBe(first.get('npm'));
  expect(new Set([...first.values(), ...again.values()]).size).toBe(4);
});

it('agrees with writers at the same time', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => codes('Maven', 'NuGet')));

  expect(new Set(answers.map((answer) => [answer.get('Maven'), answer.get('NuGet')].join())).size).toBe(1);
});

it('says that the masks are full', async () => {
  await expect(codes(...Array.from({ length: 70 }, (_, n) => `e${n}`))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
});
