import { type Download, endpoints, type Endpoint } from '@plimsoll/contract';
import { z } from 'zod';
import { handlers } from './fake-handlers.ts';
import { type FakeState, initialState, type Scenario } from './fake-state.ts';

export interface FakeAnswer {
  readonly status: number;
  readonly json: unknown;
  /** Of a download, in place of JSON. */
  readonly file?: FakeFile;
}

const FakeFile = z.object({ name: z.string(), mediaType: z.string(), text: z.string() });
type FakeFile = z.infer<typeof FakeFile>;

/** The HTTP API in memory. What it answers is checked with the contract's own schemas, so that a page seen with it works with the server. */
export interface FakeApi {
  handle(method: string, url: string, body: unknown): FakeAnswer;
  readonly state: FakeState;
}

/** As the server finds them: `/api/vulnerabilities/report` is not a vulnerability. */
const byPrecedence = Object.entries(endpoints).toSorted(([, a], [, b]) => a.path.split(':').length - b.path.split(':').length);

/** A fresh one: `full` has four registries in four states, `empty` has none, `failing` answers 503 to everything but the session. */
export function createFakeApi(scenario: Scenario = 'full'): FakeApi {
  const state = initialState(scenario);
  return {
    state,
    handle: (method, url, body) => {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const auth = authAnswer(state, method, pathname, body);
      if (auth !== undefined) return auth;
      for (const [name, endpoint] of byPrecedence) {
        const params = endpoint.method === method ? paramsOf(endpoint.path, pathname) : undefined;
        if (params !== undefined) return answer(state, name, endpoint, { params, query: Object.fromEntries(searchParams), body });
      }
      return failure(404, 'NOT_FOUND', `no endpoint ${method} ${pathname}`);
    },
  };
}

function answer(
  state: FakeState,
  name: string,
  endpoint: Endpoint | Download,
  input: { params: unknown; query: unknown; body: unknown },
): FakeAnswer {
  if (endpoint.role !== 'public' && !state.isSignedIn) return failure(401, 'UNAUTHENTICATED', 'Nobody is signed in.');
  if (state.scenario === 'failing' && name !== 'getSession')
    return failure(503, 'DATABASE_UNAVAILABLE', 'The database does not answer.', 'Plimsoll tries again by itself. Nothing is lost.');
  const handler = handlers[name];
  if (handler === undefined) return failure(501, 'INTERNAL', `the fake has no ${name}`);
  const parsed = {
    params: parse(endpoint.params, input.params),
    query: parse(endpoint.query, input.query),
    body: parse(endpoint.body, input.body),
  };
  const bad = [parsed.params, parsed.query, parsed.body].find((part) => part.error !== undefined);
  if (bad?.error !== undefined) return failure(422, 'INVALID_INPUT', z.prettifyError(bad.error));
  const result = handler(state, { params: parsed.params.data, query: parsed.query.data, body: parsed.body.data });
  if (result === undefined) return failure(404, 'NOT_FOUND', 'There is no such thing.', 'It may have been removed.');
  if ('response' in endpoint) return { status: 200, json: endpoint.response.parse(result) };
  const file = FakeFile.extend({ mediaType: z.enum([...endpoint.mediaTypes]) }).parse(result);
  return { status: 200, json: undefined, file };
}

function parse(schema: z.ZodType | undefined, value: unknown): { data: Record<string, unknown>; error?: z.ZodError } {
  if (schema === undefined) return { data: {} };
  const result = schema.safeParse(value);
  return result.success
    ? { data: Object.fromEntries(Object.entries(z.object({}).loose().parse(result.data))) }
    : { data: {}, error: result.error };
}

/** `/api/images/:connection` against `/api/images/3`: the parameters, or undefined if it is another path. */
export function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}

/** The two endpoints of the auth library that the pages use. */
function authAnswer(state: FakeState, method: string, path: string, body: unknown): FakeAnswer | undefined {
  if (method !== 'POST') return undefined;
  if (path === '/api/auth/sign-out') {
    state.isSignedIn = false;
    return { status: 200, json: { success: true } };
  }
  if (path !== '/api/auth/sign-in/email') return undefined;
  const { password } = z.object({ password: z.string() }).parse(body);
  if (password === 'wrong') return { status: 401, json: { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' } };
  state.isSignedIn = true;
  return { status: 200, json: {} };
}

function failure(status: number, code: string, message: string, hint?: string): FakeAnswer {
  return { status, json: { error: { code, message, ...(hint === undefined ? {} : { hint }), requestId: 'req-7f3a91c2' } } };
}
