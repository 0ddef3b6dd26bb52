import { endpoint } from '@plimsoll/contract';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { register, signedIn } from './register.ts';

const double = endpoint({
  method: 'POST',
  path: '/double/:n',
  summary: '',
  group: '',
  role: 'public',
  params: z.object({ n: z.coerce.number() }),
  query: z.object({ plus: z.coerce.number().default(0) }),
  body: z.object({ times: z.number() }),
  response: z.object({ result: z.number() }),
});

it('gives the handler what the contract parsed, and sends only what it names', async () => {
  const app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  register(app, double, ({ params, query, body }) => Promise.resolve({ result: params.n * body.times + query.plus, secret: 1 }));
  const post = (payload: object) => app.inject({ method: 'POST', url: '/double/4?plus=1', payload });

  expect((await post({ times: 2 })).json()).toEqual({ result: 9 });
  expect((await post({ times: 'two' })).statusCode).toBe(400);
  await app.close();
});

it('knows who calls, or refuses', () => {
  const user = { id: '1', name: 'Ada', email: 'a@example.test', role: 'admin' } as const;

  expect(signedIn({ user })).toBe(user);
  expect(() => signedIn({ user: undefined })).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }) as Error);
});
