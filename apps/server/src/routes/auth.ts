import type { FastifyInstance } from 'fastify';
import { fromNodeHeaders } from 'better-auth/node';
import { type Auth, CLIENT_ADDRESS_HEADER } from '../auth/auth.ts';

/** Hands everything below `/api/auth/` to the auth library: sign in, sign out, sessions. */
export function registerAuthRoutes(app: FastifyInstance, auth: Auth): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { role: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
    schema: { hide: true },
    handler: async (request, reply) => {
      const url = new URL(request.url, `${request.protocol}://${request.host}`);
      const headers = fromNodeHeaders(request.headers);
      headers.set(CLIENT_ADDRESS_HEADER, request.ip);
      if (!headers.has('origin')) headers.set('origin', url.origin); // a program: the guard has refused pages of other sites
      const response = await auth.handle(
        new Request(url, {
          method: request.method,
          headers,
          ...(request.body === undefined || request.body === null ? {} : { body: JSON.stringify(request.body) }),
        }),
      );
      for (const [name, value] of response.headers) if (name !== 'set-cookie') void reply.header(name, value);
      for (const cookie of response.headers.getSetCookie()) void reply.header('set-cookie', cookie);
      return reply.status(response.status).send(response.body === null ? null : await response.text());
    },
  });
}
