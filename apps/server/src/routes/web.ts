import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const FOREVER = 'public, max-age=31536000, immutable';

/**
 * Serves the built pages; every address that is no file and not the API's is a page of the application. Assets are looked for at each
 * request, so that a bundle may be replaced under a running server; one that is gone is 404, never a page in its place.
 */
export async function registerWeb(app: FastifyInstance, webDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webDir,
    wildcard: false,
    index: false,
    globIgnore: ['assets/**'],
    setHeaders: (reply) => {
      void reply.header('cache-control', 'no-cache');
    },
  });
  await app.register(fastifyStatic, {
    root: join(webDir, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => {
      void reply.header('cache-control', FOREVER);
    },
  });
  app.get('/*', { config: { role: 'public' }, schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.callNotFound();
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
