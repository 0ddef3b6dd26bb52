import fastify from 'fastify';
import { expect, it } from 'vitest';
import { registerHealth } from './health.ts';

it('says that the process is up', async () => {
  const app = fastify();
  registerHealth(app);

  expect((await app.inject('/healthz')).json()).toEqual({ ok: true });
  await app.close();
});
