import type { Endpoint } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import type { z } from 'zod';
import type { SignedIn } from '../auth/auth.ts';

/** What a handler gets: everything parsed by the contract. */
export interface Call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  /** Undefined only on public endpoints. */
  readonly user: SignedIn | undefined;
  readonly headers: FastifyRequest['headers'];
}

/** Who calls an endpoint that is not public. */
export function signedIn({ user }: { readonly user: SignedIn | undefined }): SignedIn {
  if (user === undefined) throw new PlimsollError('UNAUTHENTICATED', 'nobody is signed in');
  return user;
}

/** Registers an endpoint of the contract; the answer is parsed with the contract's own schema before it is sent. */
export function register<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  { method, path, summary, group, role, params, query, body, response, maxBodyBytes }: Endpoint<P, Q, B, R>,
  handle: (call: Call<P, Q, B>) => Promise<z.input<R>>,
): void {
  const schema: FastifySchema = {
    summary,
    tags: [group],
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    response: { 200: response },
  };
  app.route({
    method,
    url: path,
    ...(maxBodyBytes === undefined ? {} : { bodyLimit: maxBodyBytes }),
    config: { role },
    schema,
    handler: async (request): Promise<unknown> =>
      handle({
        params: request.params as z.output<P>,
        query: request.query as z.output<Q>,
        body: request.body as z.output<B>,
        user: request.user,
        headers: request.headers,
      }),
  });
}
