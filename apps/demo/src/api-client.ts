import { ApiError, type Endpoint } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';
import { z } from 'zod';

/** What goes with a call, where its endpoint has such a part. */
interface CallInput {
  /** Fills the `:name` parts of the path. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
}

/** The HTTP API as somebody who is signed in sees it. */
export interface ApiClient {
  /** @throws PlimsollError INVALID_INPUT with the server's words if it refuses; INTERNAL if the answer is not what the contract says */
  call<R extends z.ZodType>(endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, R>, input?: CallInput): Promise<z.output<R>>;
  /** As the sign-in page does. */
  signIn(email: string, password: string): Promise<void>;
}

/** A client that keeps the session cookie, as a browser would. */
export function createApiClient(baseUrl: string, signal: AbortSignal): ApiClient {
  let cookie = '';

  const send = async (method: string, path: string, body: unknown): Promise<Response> => {
    const headers = { ...(cookie === '' ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await refusal(`${method} ${path}`, response);
    return response;
  };

  return {
    async call(endpoint, { params = {}, query = {}, body } = {}) {
      const response = await send(endpoint.method, addressOf(endpoint.path, params, query), body);
      const { data, error } = endpoint.response.safeParse(await response.json());
      if (error === undefined) return data;
      throw new PlimsollError('INTERNAL', `${endpoint.method} ${endpoint.path} answered in another shape than the contract says`, {
        cause: error,
      });
    },
    async signIn(email, password) {
      const response = await send('POST', '/api/auth/sign-in/email', { email, password });
      cookie = response.headers
        .getSetCookie()
        .map((text) => text.split(';', 1)[0])
        .join('; ');
    },
  };
}

function addressOf(
  path: string,
  params: Readonly<Record<string, string | number>>,
  query: Readonly<Record<string, string | number>>,
): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

async function refusal(what: string, response: Response): Promise<PlimsollError> {
  const text = await response.text();
  const { error } = ApiError.safeParse(parseJson(text)).data ?? {};
  return new PlimsollError('INVALID_INPUT', `${what} was refused (${response.status}): ${error?.message ?? text.slice(0, 200)}`, {
    hint: error?.hint,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
