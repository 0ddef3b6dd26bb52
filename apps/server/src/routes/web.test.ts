import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerWeb } from './web.ts';

let app: FastifyInstance;
const dir = mkdtempSync(join(tmpdir(), 'plimsoll-web-'));

beforeAll(async () => {
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'index.html'), '<title>Plimsoll</title>');
  writeFileSync(join(dir, 'assets/app-1.js'), 'code');
  app = fastify();
  await registerWeb(app, dir);
});
afterAll(async () => {
  await app.close();
  rmSync(dir, { recursive: true });
});

it.each`
  url                             | status | body                         | cache
  ${'/'}                          | ${200} | ${'<title>Plimsoll</title>'} | ${'no-cache'}
  ${'/images/1/shop%2Fweb/1.4.0'} | ${200} | ${'<title>Plimsoll</title>'} | ${'no-cache'}
  ${'/assets/app-1.js'}           | ${200} | ${'code'}                    | ${'public, max-age=31536000, immutable'}
`('$url', async ({ url, status, body, cache }) => {
  const answer = await app.inject(url);

  expect(answer).toMatchObject({ statusCode: status, body });
  expect(answer.headers['cache-control']).toBe(cache);
});

it.each(['/../../etc/passwd', '/assets/..%2f..%2f..%2fetc%2fpasswd'])('gives no file for %s', async (url) => {
  expect((await app.inject(url)).body).not.toContain('root:');
});

it('is no page where the API would be', async () => {
  expect((await app.inject('/api/nothing')).statusCode).toBe(404);
});
