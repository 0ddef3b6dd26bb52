import { endpoints } from '@plimsoll/contract';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { registerDocs } from './docs.ts';

it('lists every operation on a page without a script', async () => {
  const app = fastify();
  registerDocs(app);

  const { body, headers } = await app.inject('/api/docs');

  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  for (const name of Object.keys(endpoints)) expect(body).toContain(`<code>${name}</code>`);
  expect(body).not.toContain('<script');
  await app.close();
});
