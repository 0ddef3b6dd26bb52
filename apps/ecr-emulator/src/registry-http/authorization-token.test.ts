import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { aws, hasAws, hasSkopeo, sdk, skopeo, temporaryFolder } from '../testing/clients.ts';
import { addImage } from '../testing/images.ts';
import { basicAuthorization, hostOf, loginSkopeo } from '../testing/login.ts';

const HOURS_MS = 3_600_000;

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await addImage(emulator, 'shop/web', '1');
});

afterAll(() => emulator.close());

it('row 16: the token is base64 of AWS: and a JSON password of 2 KB or more, and lives 12 hours by the clock', async () => {
  const before = emulator.clock.now();
  const { authorizationData } = await sdk(emulator).send(new GetAuthorizationTokenCommand({}));
  const [user, password = ''] = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64')
    .toString()
    .split(':');
  const content = JSON.parse(Buffer.from(password, 'base64').toString());

  expect(user).toBe('AWS');
  expect(password.length).toBeGreaterThan(2048);
  expect(content).toMatchObject({ version: '2', type: 'DATA_KEY', payload: expect.any(String), datakey: expect.any(String) });
  expect(content.expiration * 1000 - before).toBeGreaterThan(11.99 * HOURS_MS);
  expect(authorizationData?.[0]?.expiresAt?.getTime()).toBe(content.expiration * 1000);
});

it.skipIf(!hasSkopeo || !hasAws)('row 16: get-login-password of the CLI logs skopeo in', async () => {
  const folder = temporaryFolder();
  const { stdout: password } = await aws(emulator, ['ecr', 'get-login-password']);
  const login = await skopeo(folder, ['login', '--tls-verify=false', '-u', 'AWS', '--password-stdin', hostOf(emulator)], password);

  expect(login).toMatchObject({ code: 0, stdout: expect.stringContaining('Login Succeeded!') });
});

it('row 17: without a good credential comes the challenge, word for word', async () => {
  for (const headers of [{}, { authorization: `Basic ${Buffer.from('AWS:wrong').toString('base64')}` }]) {
    const response = await fetch(`${emulator.endpoint}/v2/`, { headers });

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(`Basic realm="https://${hostOf(emulator)}/",service="ecr.amazonaws.com"`);
    expect(response.headers.get('docker-distribution-api-version')).toBe('registry/2.0');
    expect(await response.text()).toBe('Not Authorized\n');
  }
});

it('row 17: a token that was changed is no token; an expired one is denied with its text', async () => {
  const authorization = await basicAuthorization(emulator);
  const token = Buffer.from(authorization.slice(6), 'base64').toString();
  const password = JSON.parse(Buffer.from(token.slice(4), 'base64').toString());
  const forged = Buffer.from(JSON.stringify({ ...password, expiration: password.expiration + 1 })).toString('base64');
  const get = (value: string) => fetch(`${emulator.endpoint}/v2/shop/web/manifests/1`, { headers: { authorization: value } });

  expect((await get(authorization)).status).toBe(200);
  expect((await get(`Basic ${Buffer.from(`AWS:${forged}`).toString('base64')}`)).status).toBe(401);
  emulator.clock.advance(12 * HOURS_MS);
  const expired = await get(authorization);
  emulator.clock.advance(-12 * HOURS_MS);
  expect(expired.status).toBe(403);
  expect(await expired.json()).toEqual({
    errors: [{ code: 'DENIED', message: 'Your authorization token has expired. Reauthenticate and try again.' }],
  });
});

it.skipIf(!hasSkopeo)('row 17: skopeo says so: a bad password at login, an expired token on copy', async () => {
  const folder = temporaryFolder();
  const bad = await skopeo(folder, ['login', '--tls-verify=false', '-u', 'AWS', '-p', 'wrong', hostOf(emulator)]);
  await loginSkopeo(emulator, folder);
  emulator.clock.advance(13 * HOURS_MS);
  const copy = await skopeo(folder, ['copy', '--src-tls-verify=false', `docker://${hostOf(emulator)}/shop/web:1`, `oci:${folder}/out`]);
  emulator.clock.advance(-13 * HOURS_MS);

  expect(bad.stderr).toContain('invalid username/password');
  expect(copy.stderr).toContain('denied: Your authorization token has expired');
});
