import type { Credentials } from '@plimsoll/contract';
import { getConnection, listAudit, listConnectionLog, listConnections, sealedCredentialsOf } from '@plimsoll/db';
import { type Emulator, readerRole, startEmulator } from '@plimsoll/ecr-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appWith, push } from '../testing/registry.ts';
import { ADMIN, type Workbench, workbench } from '../testing/workbench.ts';
import { targetOfConnection } from './connection-target.ts';
import {
  createConnection,
  disconnectConnection,
  reconnectConnection,
  retestConnection,
  syncNow,
  updateCredentials,
} from './connections.ts';

let emulator: Emulator;
let bench: Workbench;
let id: number;

beforeEach(async () => {
  emulator = await startEmulator({ roles: [readerRole('reader', 'external-1')] });
  await push(emulator, 'shop/web', '1', appWith({ left: '1.0.0' }));
  bench = await workbench([], emulator);
  id = await bench.connect(emulator);
  bench.waiting.length = 0;
});
afterEach(async () => {
  await bench.close();
  await emulator.close();
});

const keys = (): Credentials => ({ kind: 'keys', ...emulator.keys });
const wrong = (): Credentials => ({ kind: 'keys', ...emulator.keys, secretAccessKey: 'x'.repeat(40) });
const input = (name: string, credentials: Credentials) => ({
  name,
  region: emulator.region,
  endpoint: emulator.endpoint,
  credentials,
  intervalMinutes: 60,
});

it('saves what passes: sealed, logged, audited, and its first sync queued', async () => {
  const { id: other, report } = await createConnection(input('Other', keys()), ADMIN, bench.deps);

  expect(report).toMatchObject({ ok: true, account: emulator.account, repositories: 1 });
  expect(bench.waiting).toMatchObject([{ name: 'sync-connection', data: { connection: other } }]);
  expect(Buffer.from((await sealedCredentialsOf(bench.db, other!))!).toString('latin1')).not.toContain(emulator.keys.secretAccessKey);
  expect((await listConnectionLog(bench.db, other!))[0]).toMatchObject({ kind: 'connected', actor: ADMIN.email });
  expect((await listAudit(bench.db))[0]).toMatchObject({ action: 'connection.create', actor: ADMIN.email });
  expect(await targetOfConnection(other!, bench.deps)).toMatchObject({ region: emulator.region, credentials: keys() });
});

it('takes a role with an external id, and shows what is no secret', async () => {
  const roleArn = `arn:aws:iam::${emulator.account}:role/reader`;
  const credentials: Credentials = { kind: 'role', roleArn, externalId: 'external-1', source: { kind: 'keys', ...emulator.keys } };

  const { id: other } = await createConnection(input('By role', credentials), ADMIN, bench.deps);

  expect((await getConnection(bench.db, other!)).auth).toEqual({ kind: 'role', roleArn, externalId: 'external-1', source: 'keys' });
});

it('saves nothing that does not pass', async () => {
  const { id: none, report } = await createConnection(input('Other', wrong()), ADMIN, bench.deps);

  expect(none).toBeUndefined();
  expect(report).toMatchObject({ ok: false, failure: { code: 'CREDENTIALS_INVALID', title: 'The access key is not valid.' } });
  expect(await listConnections(bench.db)).toHaveLength(1);
});

it('refuses a name that is taken', async () => {
  await expect(createConnection(input('Production', keys()), ADMIN, bench.deps)).rejects.toMatchObject({ code: 'CONFLICT' });
});

describe('new credentials', () => {
  it('replace the old ones if they pass', async () => {
    const other = emulator.iam.addUser({ name: 'other', policies: [{ Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } }] });

    const { saved } = await updateCredentials(id, { credentials: { kind: 'keys', ...other }, save: true }, ADMIN, bench.deps);

    expect(saved).toBe(true);
    expect((await targetOfConnection(id, bench.deps)).credentials).toEqual({ kind: 'keys', ...other });
    expect(bench.waiting).toMatchObject([{ name: 'sync-connection' }]);
  });

  it('leave the old ones if they do not pass, or are only to be tested', async () => {
    const failed = await updateCredentials(id, { credentials: wrong(), save: true }, ADMIN, bench.deps);
    const tested = await updateCredentials(id, { credentials: keys(), save: false }, ADMIN, bench.deps);

    expect([failed, tested]).toMatchObject([
      { saved: false, report: { ok: false } },
      { saved: false, report: { ok: true } },
    ]);
    expect((await targetOfConnection(id, bench.deps)).credentials).toEqual(keys());
    expect(await retestConnection(id, bench.deps)).toMatchObject({ ok: true });
  });

  it('of another account are refused: two registries would become one', async () => {
    const foreign = await startEmulator({ account: '999999999999' });
    const targets = { ...bench.deps.targets, allowedEndpoints: [...bench.deps.targets.allowedEndpoints, foreign.endpoint] };
    const { id: other } = await createConnection(
      { ...input('Foreign', { kind: 'keys', ...foreign.keys }), endpoint: foreign.endpoint },
      ADMIN,
      { ...bench.deps, targets },
    );
    await bench.db.query('update connection set endpoint = $1 where id = $2', [emulator.endpoint, other]);

    const { saved, report } = await updateCredentials(other!, { credentials: keys(), save: true }, ADMIN, bench.deps);

    expect({ saved, report }).toMatchObject({ saved: false, report: { ok: false, failure: { code: 'CONFLICT' } } });
    expect(report.failure?.message).toContain('999999999999');
    await foreign.close();
  });
});

describe('a disconnected connection', () => {
  beforeEach(() => disconnectConnection(id, ADMIN, bench.deps));

  it('has no secrets, and takes nothing but a reconnection', async () => {
    expect(await getConnection(bench.db, id)).toMatchObject({ state: 'disconnected', hasCredentials: false });
    expect(await sealedCredentialsOf(bench.db, id)).toBeNull();
    await expect(syncNow(id, ADMIN, bench.deps)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(retestConnection(id, bench.deps)).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(updateCredentials(id, { credentials: keys(), save: true }, ADMIN, bench.deps)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('stays so if the credentials do not pass', async () => {
    expect(await reconnectConnection(id, wrong(), ADMIN, bench.deps)).toMatchObject({ reconnected: false, report: { ok: false } });
    expect(await getConnection(bench.db, id)).toMatchObject({ state: 'disconnected' });
  });

  it('goes on where it stopped', async () => {
    expect(await reconnectConnection(id, keys(), ADMIN, bench.deps)).toMatchObject({ reconnected: true });

    expect(await getConnection(bench.db, id)).toMatchObject({ state: 'connected', hasCredentials: true });
    expect(bench.waiting).toMatchObject([{ name: 'sync-connection' }]);
    expect((await listAudit(bench.db)).map(({ action }) => action)).toEqual([
      'connection.reconnect',
      'connection.disconnect',
      'connection.create',
    ]);
  });
});

it('syncs when somebody asks', async () => {
  await syncNow(id, ADMIN, bench.deps);

  expect(bench.waiting).toMatchObject([{ name: 'sync-connection', data: { connection: id } }]);
  expect((await listConnectionLog(bench.db, id))[0]).toMatchObject({ message: 'a sync was asked for', actor: ADMIN.email });
});
