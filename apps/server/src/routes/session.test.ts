import { createAdmin, getSession } from '@plimsoll/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, type TestApp, testApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => void (test = await testApp({ users: false })));
afterAll(() => test.close());

const admin = { name: 'Ada', email: 'ada@example.test', password: PASSWORD };
const create = (payload: object) => test.app.inject({ method: 'POST', url: createAdmin.path, payload });
const session = async (headers = {}) => getSession.response.parse((await test.app.inject({ url: getSession.path, headers })).json());

it('makes the first admin with the token of the log, once', async () => {
  const { text: token } = test.deps.setupToken;
  expect(await session()).toEqual({ needsSetup: true, version: '0.0.0', user: null });

  expect((await create({ ...admin, token: 'guessed' })).json()).toMatchObject({ error: { code: 'FORBIDDEN' } });
  expect((await create({ ...admin, token, password: 'short' })).statusCode).toBe(400);
  expect(await session()).toMatchObject({ needsSetup: true });

  expect((await create({ ...admin, token })).json()).toEqual({ ok: true });
  expect(await session()).toMatchObject({ needsSetup: false, user: null });
  expect((await create({ ...admin, email: 'eve@example.test', token })).json()).toMatchObject({ error: { code: 'CONFLICT' } });

  const { cookies } = await test.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: admin });
  const cookie = cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  expect((await session({ cookie })).user).toMatchObject({ name: 'Ada', email: admin.email, role: 'admin' });
});
