import { afterAll, expect, it } from 'vitest';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it('gives numbers, dates, days and bytes in their own types', async () => {
  const { rows } = await db.query(
    `select 9007199254740991::int8 as big, sum(1.5) as numeric, timestamptz '2026-01-02 03:04:05Z' as at, date '2026-01-02' as day, '\\x01'::bytea as bytes`,
  );

  expect(rows[0]).toEqual({
    big: 9007199254740991,
    numeric: 1.5,
    at: new Date('2026-01-02T03:04:05Z'),
    day: '2026-01-02',
    bytes: Buffer.from([1]),
  });
});

it('refuses a number that would lose digits', async () => {
  await expect(db.query('select 9007199254740993::int8')).rejects.toMatchObject({ code: 'INTERNAL' });
});

it('rolls back what a failed transaction did, and the pool goes on', async () => {
  await expect(
    db.transaction(async (tx) => {
      await tx.query(`insert into audit (actor, action, target) values ('a', 'b', 'c')`);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');

  expect((await db.query('select * from audit')).rows).toEqual([]);
});

it('runs a transaction again when Postgres breaks a deadlock', async () => {
  await db.query('create table pair (id int primary key, n int not null)');
  await db.query('insert into pair values (1, 0), (2, 0)');
  const both = Promise.withResolvers<void>();
  let first = 0;
  const crossing = (a: number, b: number) =>
    db.transaction(async (tx) => {
      await tx.query('update pair set n = n + 1 where id = $1', [a]);
      if (++first === 2) both.resolve();
      await both.promise;
      await tx.query('update pair set n = n + 1 where id = $1', [b]);
    });

  await Promise.all([crossing(1, 2), crossing(2, 1)]);

  expect((await db.query('select n from pair')).rows).toEqual([{ n: 2 }, { n: 2 }]);
});
