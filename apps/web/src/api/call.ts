import { ApiError, type Download, type Endpoint } from '@plimsoll/contract';
import type { z } from 'zod';
import { ApiFailure } from './failure.ts';

/** What a caller gives for an endpoint: only the parts that the endpoint has. */
export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = LooseInput &
  Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B>;

type Part<Name extends string, Schema extends z.ZodType> =
  unknown extends z.input<Schema>
    ? unknown
    : Partial<z.input<Schema>> extends z.input<Schema>
      ? { readonly [name in Name]?: z.input<Schema> }
      : { readonly [name in Name]: z.input<Schema> };

export interface LooseInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/**
 * Calls one endpoint of the contract and parses what comes back.
 *
 * @throws ApiFailure if the server refuses, cannot be reached, or answers with another shape than the contract says
 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  signal?: AbortSignal,
): Promise<z.output<R>> {
  const { body }: LooseInput = input;
  const answer = await send(urlOf(endpoint.path, input), {
    method: endpoint.method,
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const parsed = endpoint.response.safeParse(answer.json);
  if (parsed.success) return parsed.data;
  throw new ApiFailure({
    status: answer.status,
    code: 'UNEXPECTED_ANSWER',
    message: `${endpoint.method} ${endpoint.path} answered in a shape that this page does not know: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`,
    hint: 'The page may be older than the server. Load it again.',
    requestId: answer.requestId,
  });
}

/**
 * The address of a path with `:name` parameters: each parameter becomes one segment (`shop/web` -> `shop%2Fweb`), and of the query only
 * what is set.
 */
export function urlOf(path: string, { params, query }: LooseInput): string {
  const values = new Map(Object.entries(params ?? {}));
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value: unknown = values.get(name);
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`${path} needs the parameter "${name}"`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') search.set(name, String(value));
  }
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}

/** A file that the server made. */
export interface FetchedFile {
  /** As the server names it. */
  readonly name: string;
  readonly content: Blob;
}

/** Fetches the file of a download. @throws ApiFailure if the server refuses, or cannot be reached */
export async function fetchFile<P extends z.ZodType, Q extends z.ZodType>(
  download: Download<P, Q>,
  input: CallInput<P, Q, z.ZodType>,
): Promise<FetchedFile> {
  const response = await request(urlOf(download.path, input), { method: download.method });
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { name: name ?? 'plimsoll', content: await response.blob() };
}

/** Sends one request of this origin and reads the JSON that comes back. @throws ApiFailure for every answer of 4xx or 5xx */
export async function send(url: string, init: RequestInit): Promise<{ status: number; json: unknown; requestId: string | undefined }> {
  const response = await request(url, init);
  const json: unknown = await response.json().catch(() => undefined);
  return { status: response.status, json, requestId: requestIdOf(response) };
}

async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new ApiFailure({
      status: 0,
      code: 'UNREACHABLE',
      message: 'The server does not answer.',
      hint: 'What you see may be out of date. Check that Plimsoll is running and that you are online.',
      cause,
    });
  }
  if (response.ok) return response;
  const json: unknown = await response.json().catch(() => undefined);
  const error = ApiError.safeParse(json);
  if (error.success) throw new ApiFailure({ status: response.status, ...error.data.error });
  throw new ApiFailure({
    status: response.status,
    code: 'HTTP_ERROR',
    message: messageOf(json) ?? `The server answered ${response.status} ${response.statusText}`.trim() + '.',
    requestId: requestIdOf(response),
  });
}

function requestIdOf({ headers }: Response): string | undefined {
  return headers.get('x-request-id') ?? undefined;
}

/** The auth library's own errors are `{ code, message }`. */
function messageOf(json: unknown): string | undefined {
  return typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string' ? json.message : undefined;
}
