import { expect, it } from 'vitest';
import { createTestDatabase } from './test-database.ts';

it('gives each caller a migrated database of its own, quickly', async () => {
  const first = await createTestDatabase();
  const start = performance.now();
  const second = await createTestDatabase();
  const elapsed = performance.now() - start;

  await first.db.query(`insert into audit (actor, action, target) values ('a', 'b', 'c')`);

  expect((await second.db.query('select * from audit')).rows).toEqual([]);
  expect(elapsed).toBeLessThan(3000);
  await Promise.all([first.close(), second.close()]);
});
