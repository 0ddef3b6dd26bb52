import { afterAll, expect, it } from 'vitest';
import { severityColumns } from './severity-columns.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it('counts ranks under the names of their severities', async () => {
  const { rows } = await db.query(
    `select ${severityColumns('rank', 'wanted')} from (values (5, true), (5, true), (5, false), (3, true), (0, true)) as r (rank, wanted)`,
  );

  expect(rows).toEqual([{ critical: 2, high: 0, medium: 1, low: 0, negligible: 0, unknown: 1 }]);
});
