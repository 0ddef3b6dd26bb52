import { download, endpoint } from '@plimsoll/contract';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { register, registerDownload, signedIn } from './register.ts';

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

describe('a download', () => {
  const file = download({
    method: 'GET',
    path: '/file/:name',
    summary: '',
    group: '',
    role: 'public',
    params: z.object({ name: z.string() }),
    mediaTypes: ['application/x+json', 'text/csv; charset=utf-8'],
  });

  async function get(name: string, mediaType: string) {
    const app = fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    registerDownload(app, file, ({ params }) => Promise.resolve({ name: params.name, mediaType, text: '{"ü":1}' }));
    const answer = await app.inject(`/file/${encodeURIComponent(name)}`);
    await app.close();
    return answer;
  }

  it.each(file.mediaTypes)('is sent as it is, as %s', async (mediaType) => {
    const { body, headers } = await get('a_1.csv', mediaType);

    expect(body).toBe('{"ü":1}');
    expect(headers).toMatchObject({ 'content-type': mediaType, 'content-disposition': 'attachment; filename="a_1.csv"' });
  });

  it('has a name that no header and no file system stumbles over', async () => {
    const { headers } = await get('../a"b\r\nx: ü.csv', 'application/x+json');

    expect(headers['content-disposition']).toBe('attachment; filename="..-a-b--x---.csv"');
  });

  it('is none of what the contract does not name', async () => {
    expect((await get('a', 'text/html')).statusCode).toBe(500);
  });
});

it('knows who calls, or refuses', () => {
  const user = { id: '1', name: 'Ada', email: 'a@example.test', role: 'admin' } as const;

  expect(signedIn({ user })).toBe(user);
  expect(() => signedIn({ user: undefined })).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }) as Error);
});
