import { expect, it } from 'vitest';
import { createTestDatabase } from './test-database.ts';

it('gives each caller a migrated database of its own', async () => {
  const first = await createTestDatabase();
  const second = await createTestDatabase();

  await first.db.query(`insert into audit (actor, action, target) values ('a', 'b', 'c')`);

  expect((await second.db.query('select * from audit')).rows).toEqual([]);
  await Promise.all([first.close(), second.close()]);
});
