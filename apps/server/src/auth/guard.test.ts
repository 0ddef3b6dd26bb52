import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => void (test = await testApp()));
afterAll(() => test.close());

it.each`
  role        | method    | url                          | status
  ${'viewer'} | ${'GET'}  | ${'/api/connections'}        | ${200}
  ${'viewer'} | ${'POST'} | ${'/api/connections/1/sync'} | ${403}
  ${'editor'} | ${'POST'} | ${'/api/connections/1/sync'} | ${404}
  ${'editor'} | ${'GET'}  | ${'/api/audit'}              | ${403}
  ${'admin'}  | ${'GET'}  | ${'/api/audit'}              | ${200}
  ${'admin'}  | ${'POST'} | ${'/api/external-ids'}       | ${200}
`('$role: $method $url is $status', async ({ role, method, url, status }) => {
  const answer = await test.app.inject({ method, url, headers: test.as(role) });

  expect(answer.statusCode).toBe(status);
  expect(answer.body.includes(`is ${role as string}`)).toBe(status === 403);
});

it('takes no session that it did not make', async () => {
  const answer = await test.app.inject({ url: '/api/connections', headers: { cookie: 'plimsoll.session_token=made-up.signature' } });

  expect(answer.statusCode).toBe(401);
});

describe('a request that changes something', () => {
  it.each`
    from                        | headers                                                               | status
    ${'a program'}              | ${{}}                                                                 | ${200}
    ${'our page'}               | ${{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80' }} | ${200}
    ${'our page, by origin'}    | ${{ origin: 'http://localhost' }}                                     | ${200}
    ${'a page of another site'} | ${{ 'sec-fetch-site': 'cross-site' }}                                 | ${403}
    ${'a page of a sibling'}    | ${{ 'sec-fetch-site': 'same-site' }}                                  | ${403}
    ${'another origin'}         | ${{ origin: 'https://evil.example' }}                                 | ${403}
    ${'no origin at all'}       | ${{ origin: 'null' }}                                                 | ${403}
  `('from $from is answered with $status', async ({ headers, status }) => {
    const { statusCode } = await test.app.inject({
      method: 'POST',
      url: '/api/external-ids',
      headers: { host: 'localhost', ...headers, ...test.as('admin') },
    });

    expect(statusCode).toBe(status);
  });

  it('from another site cannot sign in either', async () => {
    const { statusCode } = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: 'https://evil.example' },
      payload: {},
    });

    expect(statusCode).toBe(403);
  });
});
