import { getImage, getVulnerabilitiesReport, listConnections, listFindings, syncConnection } from '@plimsoll/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, fetchFile, urlOf } from './call.ts';
import { ApiFailure, isSignedOut, isWorthRetrying } from './failure.ts';

afterEach(() => vi.unstubAllGlobals());

/** Answers every request with `body` and remembers what was asked. */
function answer(body: unknown, status = 200): { url: string; init: RequestInit }[] {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'x-request-id': 'r-1' } }));
  });
  return asked;
}

async function failureOf(promise: Promise<unknown>): Promise<ApiFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiFailure) return error;
  throw new Error('expected an ApiFailure');
}

it.each`
  path                                                | input                                                                            | expected
  ${'/api/connections'}                               | ${{}}                                                                            | ${'/api/connections'}
  ${'/api/connections/:connection/sync'}              | ${{ params: { connection: 7 } }}                                                 | ${'/api/connections/7/sync'}
  ${'/api/images/:connection/:repository/:reference'} | ${{ params: { connection: 1, repository: 'shop/web', reference: 'sha256:ab' } }} | ${'/api/images/1/shop%2Fweb/sha256%3Aab'}
  ${'/api/images'}                                    | ${{ query: { q: 'a&b', severity: undefined, limit: 100, fixable: true } }}       | ${'/api/images?q=a%26b&limit=100&fixable=true'}
`('$path with $input is $expected', ({ path, input, expected }) => expect(urlOf(path, input)).toBe(expected));

it('does not build an address from a parameter that is missing', () => {
  expect(() => urlOf('/api/connections/:connection', {})).toThrow('needs the parameter "connection"');
});

it('sends the body as JSON and parses the answer', async () => {
  const asked = answer({ ok: true });

  await expect(call(syncConnection, { params: { connection: 3 } })).resolves.toEqual({ ok: true });

  expect(asked).toMatchObject([{ url: '/api/connections/3/sync', init: { method: 'POST' } }]);
});

it('keeps code, hint and request id of an error', async () => {
  answer({ error: { code: 'NOT_FOUND', message: 'no image "x"', hint: 'sync first', requestId: 'r-9' } }, 404);

  const failure = await failureOf(call(getImage, { params: { connection: 1, repository: 'x', reference: 'y' } }));

  expect(failure).toMatchObject({ status: 404, code: 'NOT_FOUND', message: 'no image "x"', hint: 'sync first', requestId: 'r-9' });
  expect(isWorthRetrying(failure)).toBe(false);
});

it('names the field when the answer has another shape', async () => {
  answer({ rows: [], total: 'many', ecosystems: [] });

  const failure = await failureOf(call(listFindings, { params: { connection: 1, repository: 'x', reference: 'y' } }));

  expect(failure.code).toBe('UNEXPECTED_ANSWER');
  expect(failure.message).toContain('total');
  expect(failure.requestId).toBe('r-1');
});

it('says that the server does not answer', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));

  const failure = await failureOf(call(listConnections, {}));

  expect(failure).toMatchObject({ status: 0, code: 'UNREACHABLE' });
  expect(isWorthRetrying(failure)).toBe(true);
});

it('reads an error that is not of the contract', async () => {
  answer({ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' }, 401);

  const failure = await failureOf(call(listConnections, {}));

  expect(failure.message).toBe('Invalid email or password');
  expect(isSignedOut(failure)).toBe(true);
});

describe('a file', () => {
  it('has the name that the server gives', async () => {
    const headers = { 'content-disposition': 'attachment; filename="plimsoll-vulnerabilities_2026-11-25.csv"' };
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('"a"', { headers })));

    const { name, content } = await fetchFile(getVulnerabilitiesReport, { query: { format: 'csv' } });

    expect([name, await content.text()]).toEqual(['plimsoll-vulnerabilities_2026-11-25.csv', '"a"']);
  });

  it('that is refused is a failure with the words of the server', async () => {
    answer({ error: { code: 'LIMIT_EXCEEDED', message: 'too many rows', hint: 'filter them', requestId: 'r-2' } }, 413);

    expect(await failureOf(fetchFile(getVulnerabilitiesReport, { query: { format: 'csv' } }))).toMatchObject({
      status: 413,
      message: 'too many rows',
      hint: 'filter them',
    });
  });
});
