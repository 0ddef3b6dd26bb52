import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => void (test = await testApp()));
afterAll(() => test.close());

it('hands on what the auth library answers', async () => {
  const signedIn = await test.app.inject({ url: '/api/auth/get-session', headers: test.as('viewer') });
  const nobody = await test.app.inject({ url: '/api/auth/get-session' });

  expect(signedIn.json()).toMatchObject({ user: { email: 'viewer@example.test', role: 'viewer' } });
  expect(nobody.json()).toBeNull();
  expect((await test.app.inject({ url: '/api/auth/nothing' })).statusCode).toBe(404);
});
