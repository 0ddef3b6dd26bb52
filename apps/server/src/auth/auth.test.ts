import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, type TestApp, testApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => void (test = await testApp()));
afterAll(() => test.close());

const signIn = (payload: object) => test.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload });

it('signs in with the right password only, and says nothing more', async () => {
  const wrong = await signIn({ email: 'admin@example.test', password: 'another password' });
  const nobody = await signIn({ email: 'nobody@example.test', password: PASSWORD });

  expect([wrong.statusCode, nobody.statusCode]).toEqual([401, 401]);
  expect(wrong.body).toBe(nobody.body);
});

it('gives a cookie that scripts cannot read', async () => {
  const { cookies } = await signIn({ email: 'viewer@example.test', password: PASSWORD });

  expect(cookies).toEqual([expect.objectContaining({ httpOnly: true, sameSite: 'Lax', path: '/' })]);
});

it('ends a session for good', async () => {
  const { cookies } = await signIn({ email: 'viewer@example.test', password: PASSWORD });
  const cookie = cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  const ask = () => test.app.inject({ url: '/api/connections', headers: { cookie } });
  expect((await ask()).statusCode).toBe(200);

  await test.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie } });

  expect((await ask()).statusCode).toBe(401);
});

it('lets nobody sign up, nor raise a role', async () => {
  const signUp = await test.app.inject({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    payload: { name: 'x', email: 'x@example.test', password: PASSWORD },
  });
  await test.app.inject({ method: 'POST', url: '/api/auth/update-user', headers: test.as('viewer'), payload: { role: 'admin' } });

  expect(signUp.statusCode).toBeGreaterThanOrEqual(400);
  expect((await test.app.inject({ url: '/api/audit', headers: test.as('viewer') })).statusCode).toBe(403);
});

it('refuses a second user of one address', async () => {
  const user = { name: 'x', email: 'admin@example.test', password: PASSWORD, role: 'viewer' as const };

  await expect(test.deps.auth.createUser(user)).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('slows down whoever guesses', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn({ email: 'editor@example.test', password: 'guess' })));

  expect(answers.map(({ statusCode }) => statusCode)).toContain(429);
});
