import { afterAll, expect, it } from 'vitest';
import { connect } from './connect.ts';
import { loadMigrations, migrate } from './migrate.ts';
import { createEmptyTestDatabase } from './testing/test-database.ts';

const empty = await createEmptyTestDatabase();
afterAll(empty.close);
const { db } = empty;

it('applies every migration once, even when two programs start at the same time', async () => {
  const other = connect(empty.url);
  const all = (await loadMigrations()).map(({ name }) => name);

  const applied = await Promise.all([migrate(db), migrate(other)]);

  expect(applied.flat().sort()).toEqual(all);
  expect(await migrate(db)).toEqual([]);
  await other.close();
});

it('keeps what a failed migration found', async () => {
  const all = await loadMigrations();
  const bad = { version: 9999, name: '9999-bad.sql', sql: 'create table half (id int); select no_such_column', checksum: '' };

  await expect(migrate(db, [...all, bad])).rejects.toThrow('no_such_column');

  expect((await db.query(`select to_regclass('half') as half`)).rows).toEqual([{ half: null }]);
});

it('refuses a database of a newer program', async () => {
  const all = await loadMigrations();

  await expect(migrate(db, all.slice(0, -1))).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});

it('refuses a migration that was edited after it was applied', async () => {
  const all = await loadMigrations();

  await expect(
    migrate(
      db,
      all.map((m) => ({ ...m, checksum: 'x' })),
    ),
  ).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});

it('gives instants that never stand still or go back', async () => {
  const { rows } = await db.query<{ a: boolean }>(
    `select bool_and(at > before) as a from (select at, lag(at) over (order by n) as before from (select n, next_instant() as at from generate_series(1, 1000) n) x) y where before is not null`,
  );
  await db.query(`select setval('instant', (extract(epoch from timestamptz '2100-01-01') * 1000000)::bigint)`);
  const later = await db.query<{ at: string }>('select next_instant()::text as at');

  expect(rows).toEqual([{ a: true }]);
  expect(later.rows[0]?.at).toBe('2100-01-01 00:00:00.000001+00');
});
