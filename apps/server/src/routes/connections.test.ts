import * as contract from '@plimsoll/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { filledApp } from '../testing/test-app.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

const target = (secretAccessKey = test.emulator.keys.secretAccessKey) => ({
  region: test.emulator.region,
  endpoint: test.emulator.endpoint,
  credentials: { kind: 'keys', accessKeyId: test.emulator.keys.accessKeyId, secretAccessKey },
});
const params = () => ({ connection: test.connection });

describe('before a connection', () => {
  it('offers regions, endpoints and whether this machine has an identity', async () => {
    const { partitions, endpoints, ambientAllowed } = await call(test, contract.listRegions, { as: 'viewer' });

    expect(partitions[0]).toMatchObject({
      id: 'aws',
      regions: expect.arrayContaining([expect.objectContaining({ id: 'eu-central-1' })]) as unknown,
    });
    expect({ endpoints, ambientAllowed }).toEqual({ endpoints: [test.emulator.endpoint], ambientAllowed: false });
  });

  it('makes an external id that nobody guesses, and the policy that asks for it', async () => {
    const [one, other] = [await call(test, contract.createExternalId), await call(test, contract.createExternalId)];

    expect(one.externalId).not.toBe(other.externalId);
    expect(JSON.stringify(JSON.parse(one.trustPolicy))).toContain(`"sts:ExternalId":"${one.externalId}"`);
  });

  it('tests without saving', async () => {
    expect(await call(test, contract.testConnection, { body: target() })).toMatchObject({
      ok: true,
      permissions: contract.PERMISSIONS.map((action) => ({ action, state: 'granted' })),
    });
    expect(await call(test, contract.testConnection, { body: target('x'.repeat(40)) })).toMatchObject({
      ok: false,
      failure: { code: 'CREDENTIALS_INVALID' },
    });
    expect(await call(test, contract.listConnections)).toHaveLength(1);
  });
});

it('shows a connection with its counts and without its secrets', async () => {
  const connection = await call(test, contract.getConnection, { params: params(), as: 'viewer' });
  const list = await test.app.inject({ url: contract.listConnections.path, headers: test.as('viewer') });

  expect(connection).toMatchObject({
    name: 'Production',
    account: test.emulator.account,
    shown: 'connected',
    hasCredentials: true,
    auth: { kind: 'keys', accessKeyId: expect.stringContaining('…') as string },
    images: { total: 3, read: 3, failed: 0, notImages: 0 },
    repositories: 2,
    findings: { high: 2, fixable: 2 },
  });
  expect(list.body).not.toContain(test.emulator.keys.secretAccessKey);
  expect(list.body).not.toContain(test.emulator.keys.accessKeyId);
});

it('changes what may be changed, and tells everybody', async () => {
  test.bench.events.length = 0;

  expect(await call(test, contract.updateConnection, { params: params(), body: { name: 'Shop', intervalMinutes: 30 } })).toMatchObject({
    name: 'Shop',
    intervalMinutes: 30,
  });

  expect(test.bench.events).toEqual([{ type: 'connection', connection: test.connection }]);
  expect((await call(test, contract.listAudit))[0]).toMatchObject({ action: 'connection.update', actor: 'admin@example.test' });
});

it('says what happened and what could not be read', async () => {
  const log = await call(test, contract.connectionLog, { params: params(), as: 'viewer' });

  expect(log.map(({ kind }) => kind)).toEqual(['sync', 'connected']);
  expect(await call(test, contract.connectionProblems, { params: params() })).toEqual([]);
});

it('goes through a life: another connection, new credentials, a sync, an end and a return', async () => {
  const { connection } = await call(test, contract.createConnection, { body: { ...target(), name: 'Second' } });
  const second = { connection: connection!.id };
  await test.bench.drain();

  expect(await call(test, contract.createConnection, { body: { ...target('x'.repeat(40)), name: 'Third' } })).toMatchObject({
    connection: null,
  });
  expect(await call(test, contract.retestConnection, { params: second })).toMatchObject({ ok: true });
  expect(
    await call(test, contract.updateCredentials, { params: second, body: { credentials: target().credentials, save: true } }),
  ).toMatchObject({ saved: true });
  expect(await call(test, contract.syncConnection, { params: second, as: 'editor' })).toEqual({ ok: true });
  await test.bench.drain();

  expect(await call(test, contract.disconnectConnection, { params: second })).toMatchObject({
    shown: 'disconnected',
    hasCredentials: false,
  });
  await expect(call(test, contract.syncConnection, { params: second })).rejects.toThrow('409');
  const back = await call(test, contract.reconnectConnection, { params: second, body: { credentials: target().credentials } });
  expect(back).toMatchObject({ connection: { state: 'connected', images: { total: 3, read: 3 } } });
});
