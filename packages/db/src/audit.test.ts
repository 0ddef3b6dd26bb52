import { afterAll, expect, it } from 'vitest';
import { addAudit, addConnectionLog, listAudit, listConnectionLog } from './audit.ts';
import { addRepository } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it('tells who changed what, newest first', async () => {
  await addAudit(db, { actor: 'a@example.com', action: 'connection.create', target: 'connection 1' });
  await addAudit(db, { actor: 'b@example.com', action: 'connection.disconnect', target: 'connection 1', detail: 'by hand' });

  const rows = await listAudit(db);

  expect(rows.map(({ actor, detail }) => [actor, detail])).toEqual([
    ['b@example.com', 'by hand'],
    ['a@example.com', ''],
  ]);
  expect(rows[0]?.at).toBeInstanceOf(Date);
});

it('tells them in the order of their numbers: the tenth is newer than the ninth', async () => {
  for (let n = 1; n <= 11; n++)
    await addAudit(db, { actor: 'a@example.com', action: 'connection.sync', target: 'connection 1', detail: `${n}` });

  expect((await listAudit(db, 11)).map(({ detail }) => Number(detail))).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
});

it('keeps a log for each connection', async () => {
  const { connection } = await addRepository(db, 'logged');
  await addConnectionLog(db, connection, { kind: 'sync', message: '3 new images' });
  await addConnectionLog(db, connection, { kind: 'disconnected', message: 'Disconnected', actor: 'a@example.com' });

  expect(await listConnectionLog(db, connection)).toMatchObject([
    { kind: 'disconnected', actor: 'a@example.com' },
    { kind: 'sync', message: '3 new images' },
  ]);
  expect(await listConnectionLog(db, connection + 1)).toEqual([]);
});
