import { ApiError, endpoints } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from './testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp({
    // What no endpoint does of itself: fail.
    extend: (app) => {
      app.get('/fails/:how', { schema: { hide: true } }, ({ params }) => {
        if ((params as { how: string }).how === 'bug') throw new Error('secret detail');
        throw new PlimsollError('CONFLICT', 'there is one already', { hint: 'take another' });
      });
    },
  });
});
afterAll(() => test.close());

describe('every operation of the contract', () => {
  it.each(Object.entries(endpoints))('%s is registered, and described', async (_, { method, path }) => {
    const { app } = test;
    const document = (await app.inject('/api/openapi.json')).json<{ paths: Record<string, Record<string, unknown>> }>();

    expect(app.hasRoute({ method, url: path })).toBe(true);
    expect(document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]).toHaveProperty(method.toLowerCase());
  });

  it('is all that is described', async () => {
    const { paths } = (await test.app.inject('/api/openapi.json')).json<{ paths: Record<string, object> }>();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(described.toSorted()).toEqual(
      Object.values(endpoints)
        .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
        .toSorted(),
    );
  });

  it.each(Object.entries(endpoints).filter(([, { role }]) => role !== 'public'))(
    '%s is closed to whoever has not signed in',
    async (_, { method, path }) => {
      const { statusCode, body } = await test.app.inject({ method, url: path.replaceAll(/:\w+/g, '1') });

      expect(statusCode).toBe(401);
      expect(ApiError.parse(JSON.parse(body)).error.code).toBe('UNAUTHENTICATED');
    },
  );
});

describe('a failure', () => {
  it.each`
    what                        | request                                                                                                            | status | code               | words
    ${'of the domain'}          | ${{ url: '/fails/domain' }}                                                                                        | ${409} | ${'CONFLICT'}      | ${'there is one already'}
    ${'that is a bug'}          | ${{ url: '/fails/bug' }}                                                                                           | ${500} | ${'INTERNAL'}      | ${'something went wrong inside Plimsoll'}
    ${'to find a page'}         | ${{ url: '/api/nothing?secret=1' }}                                                                                | ${404} | ${'NOT_FOUND'}     | ${'there is nothing at GET /api/nothing'}
    ${'of a parameter'}         | ${{ url: '/api/connections/one' }}                                                                                 | ${400} | ${'INVALID_INPUT'} | ${'params.connection'}
    ${'of the query'}           | ${{ url: '/api/images?limit=1000' }}                                                                               | ${400} | ${'INVALID_INPUT'} | ${'querystring.limit'}
    ${'of a body'}              | ${{ method: 'POST', url: '/api/connections/test', payload: { region: 'Europe' } }}                                 | ${400} | ${'INVALID_INPUT'} | ${'body.region: A region looks like eu-central-1'}
    ${'of a body that is none'} | ${{ method: 'POST', url: '/api/connections/test', payload: '{', headers: { 'content-type': 'application/json' } }} | ${400} | ${'INVALID_INPUT'} | ${'JSON'}
    ${'to find a thing'}        | ${{ url: '/api/connections/999' }}                                                                                 | ${404} | ${'NOT_FOUND'}     | ${'there is no connection 999'}
  `('$what has the one shape', async ({ request, status, code, words }) => {
    const answer = await test.app.inject({ ...request, headers: { ...request.headers, ...test.as('admin') } });

    expect(answer.statusCode).toBe(status);
    const { error } = ApiError.parse(answer.json());
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(answer.body).not.toContain('secret');
  });

  it('keeps the hint', async () => {
    expect((await test.app.inject('/fails/domain')).json()).toMatchObject({ error: { hint: 'take another' } });
  });

  it('of a body that is too large', async () => {
    const answer = await test.app.inject({ method: 'POST', url: '/api/setup', payload: { token: 'x'.repeat(300_000) } });

    expect(answer.statusCode).toBe(413);
    expect(ApiError.parse(answer.json()).error.code).toBe('INVALID_INPUT');
  });
});

it('lets browsers do nothing that the pages do not need', async () => {
  const { headers } = await test.app.inject('/healthz');

  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
});

it('counts what is asked of the API, and not the files of the pages', async () => {
  const headersOf = async (url: string): Promise<object> => (await test.app.inject(url)).headers;

  expect(await headersOf('/api/session')).toHaveProperty('x-ratelimit-remaining');
  expect(await headersOf('/healthz')).not.toHaveProperty('x-ratelimit-remaining');
});
