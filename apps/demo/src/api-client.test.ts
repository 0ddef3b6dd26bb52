import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getSession, listImages, retestConnection } from '@plimsoll/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly cookies?: readonly string[];
}

let server: Server;
let baseUrl: string;
let answer: Answer;
const seen: { method: string | undefined; url: string | undefined; cookie: string | undefined; body: string }[] = [];

beforeEach(async () => {
  seen.length = 0;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, cookie: request.headers.cookie, body });
      response.writeHead(answer.status, { 'set-cookie': [...(answer.cookies ?? [])] }).end(answer.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});

afterEach(() => void server.close());

describe('the client', () => {
  const client = () => createApiClient(baseUrl, new AbortController().signal);

  it('keeps the cookies of the sign-in', async () => {
    const api = client();
    answer = { status: 200, body: '{}', cookies: ['plimsoll.session=abc; Path=/; HttpOnly', 'other=1'] };
    await api.signIn('a@b.test', 'a long password');
    answer = { status: 200, body: '{"needsSetup":false,"version":"0.1.0","user":null}' };

    expect(await api.call(getSession)).toEqual({ needsSetup: false, version: '0.1.0', user: null });
    expect(seen).toEqual([
      { method: 'POST', url: '/api/auth/sign-in/email', cookie: undefined, body: '{"email":"a@b.test","password":"a long password"}' },
      { method: 'GET', url: '/api/session', cookie: 'plimsoll.session=abc; other=1', body: '' },
    ]);
  });

  it('fills paths and queries', async () => {
    answer = { status: 200, body: '{"rows":[],"total":0}' };
    await client().call(listImages, { query: { connection: 3, q: 'a b' } });
    answer = { status: 404, body: '' };
    await client()
      .call(retestConnection, { params: { connection: 7 } })
      .catch(() => undefined);

    expect(seen.map(({ url }) => url)).toEqual(['/api/images?connection=3&q=a+b', '/api/connections/7/test']);
  });

  it('passes on what the server says when it refuses', async () => {
    answer = { status: 409, body: '{"error":{"code":"CONFLICT","message":"it is taken","hint":"choose another","requestId":"1"}}' };

    await expect(client().call(getSession)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'GET /api/session was refused (409): it is taken',
      hint: 'choose another',
    });
  });

  it('does not believe an answer of another shape', async () => {
    answer = { status: 200, body: '{"needsSetup":"perhaps"}' };

    await expect(client().call(getSession)).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
