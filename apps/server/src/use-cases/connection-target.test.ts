import { addConnection } from '@plimsoll/db';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Workbench, workbench } from '../testing/workbench.ts';
import { sealContext, storedAuth, targetOfConnection } from './connection-target.ts';
import { sealCredentials } from './credentials.ts';

let bench: Workbench;
beforeEach(async () => void (bench = await workbench([])));
afterEach(() => bench.close());

const KEYS = { kind: 'keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' } as const;

async function connectionSealedFor(context: string): Promise<number> {
  const { auth, sealed } = sealCredentials(KEYS, bench.deps.box, context);
  const connection = { name: 'a', region: 'us-east-1', account: '1', auth, sealedCredentials: sealed, intervalMinutes: 60 };
  return addConnection(bench.db, connection);
}

it('opens what was sealed for the connection', async () => {
  const id = await connectionSealedFor(sealContext(1));

  expect(await targetOfConnection(id, bench.deps)).toMatchObject({ credentials: KEYS, sessionName: 'plimsoll-connection-1' });
});

it('does not open what was sealed for another', async () => {
  const id = await connectionSealedFor(sealContext(2));

  await expect(targetOfConnection(id, bench.deps)).rejects.toMatchObject({ code: 'SECRET_KEY_INVALID' });
});

it('refuses an endpoint that the configuration allows no more', async () => {
  const id = await connectionSealedFor(sealContext(1));
  await bench.db.query(`update connection set endpoint = 'http://127.0.0.1:9' where id = $1`, [id]);

  await expect(targetOfConnection(id, bench.deps)).rejects.toMatchObject({ code: 'ENDPOINT_NOT_ALLOWED' });
});

it('does not take a stored shape on trust', () => {
  expect(() => storedAuth({ auth: { kind: 'password' } })).toThrow(/kind/);
});
