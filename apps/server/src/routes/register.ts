import type { Download, Endpoint } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
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
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: Call<P, Q, B>) => Promise<z.input<R>>,
): void {
  const { method, path, role, response, maxBodyBytes } = endpoint;
  const schema: FastifySchema = { ...requestSchema(endpoint), response: { 200: response } };
  app.route({
    method,
    url: path,
    ...(maxBodyBytes === undefined ? {} : { bodyLimit: maxBodyBytes }),
    config: { role },
    schema,
    handler: async (request): Promise<unknown> => handle(callOf(request)),
  });
}

/** What a download answers. */
export interface FileAnswer {
  /** As the browser saves it: letters, digits, `.`, `_` and `-`. */
  readonly name: string;
  /** One of the contract's. */
  readonly mediaType: string;
  readonly text: string;
}

/** Registers a download of the contract. */
export function registerDownload<P extends z.ZodType, Q extends z.ZodType>(
  app: FastifyInstance,
  download: Download<P, Q>,
  handle: (call: Call<P, Q, z.ZodType>) => Promise<FileAnswer>,
): void {
  const { method, path, role, mediaTypes } = download;
  const content = Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: z.string() }]));
  const schema: FastifySchema = { ...requestSchema(download), response: { 200: { description: 'the file', content } } };
  app.route({
    method,
    url: path,
    config: { role },
    schema,
    handler: async (request, reply): Promise<unknown> => {
      const { name, mediaType, text } = await handle(callOf(request));
      if (!mediaTypes.includes(mediaType)) throw new Error(`the contract of ${path} has no ${mediaType}`);
      return reply
        .header('content-type', mediaType)
        .header('content-disposition', `attachment; filename="${name.replaceAll(/[^\w.-]/g, '-')}"`)
        .send(Buffer.from(text)); // to text Fastify would add a charset that the contract does not name
    },
  });
}

function requestSchema({ summary, group, params, query, body }: Endpoint | Download): FastifySchema {
  return {
    summary,
    tags: [group],
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
  };
}

function callOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(request: FastifyRequest): Call<P, Q, B> {
  return {
    params: request.params as z.output<P>,
    query: request.query as z.output<Q>,
    body: request.body as z.output<B>,
    user: request.user,
    headers: request.headers,
  };
}
