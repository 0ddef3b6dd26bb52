import type { FastifyInstance } from 'fastify';

/** For load balancers: the process is up. Says nothing about what it holds. */
export function registerHealth(app: FastifyInstance): void {
  app.get('/healthz', { config: { role: 'public' }, schema: { hide: true } }, () => ({ ok: true }));
}
