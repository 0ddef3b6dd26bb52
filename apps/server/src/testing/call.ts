import type { Endpoint } from '@plimsoll/contract';
import type { z } from 'zod';
import type { TestApp } from './test-app.ts';

interface CallOptions {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly as?: 'viewer' | 'editor' | 'admin';
}

/** Calls an endpoint, and parses the answer with the contract's own schema. @throws Error with the answer if that is not 200 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  { app, as }: Pick<TestApp, 'app' | 'as'>,
  { method, path, response }: Endpoint<P, Q, B, R>,
  { params = {}, query = {}, body, as: role = 'admin' }: CallOptions = {},
): Promise<z.output<R>> {
  const url = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
  const answer = await app.inject({
    method,
    url: `${url}?${search.toString()}`,
    headers: as(role),
    ...(body === undefined ? {} : { payload: body }),
  });
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  return response.parse(answer.json());
}
