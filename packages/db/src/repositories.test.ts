import { afterAll, expect, it } from 'vitest';
import { recordRepositories } from './repositories.ts';
import { addRepository } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it('follows a complete listing: new, changed, gone and back', async () => {
  const { connection, repository } = await addRepository(db, 'a');
  const createdAt = new Date('2026-01-01T00:00:00Z');

  const first = await recordRepositories(db, connection, [
    { name: 'shop/web', uri: 'new', mutability: 'IMMUTABLE' },
    { name: 'shop/api', uri: 'x', createdAt },
  ]);
  expect(first).toEqual({
    ids: new Map([
      ['shop/api', expect.any(Number)],
      ['shop/web', repository],
    ]),
    gone: [],
  });

  const second = await recordRepositories(db, connection, [{ name: 'shop/api', uri: 'x', createdAt }]);
  expect(second.gone).toEqual([repository]);
  expect((await recordRepositories(db, connection, [])).gone).toEqual([first.ids.get('shop/api')]);

  const { rows } = await db.query('select name, uri, mutability, created_at from repository where connection_id = $1 order by name', [
    connection,
  ]);
  expect(rows).toEqual([
    { name: 'shop/api', uri: 'x', mutability: null, created_at: createdAt },
    { name: 'shop/web', uri: 'new', mutability: 'IMMUTABLE', created_at: null },
  ]);
});

it('keeps equal names of two connections apart', async () => {
  const [b, c] = [await addRepository(db, 'b'), await addRepository(db, 'c')];

  expect(b.repository).not.toBe(c.repository);
  await expect(recordRepositories(db, 999_999, [])).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
