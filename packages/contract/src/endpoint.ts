import type { z } from 'zod';

/** What every operation of the HTTP API has. */
interface Operation<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` parameters: `/api/connections/:connection`. */
  readonly path: string;
  readonly summary: string;
  /** Tag of the OpenAPI document. */
  readonly group: string;
  /** The least role that may call it; `public`: nobody is signed in yet. */
  readonly role: 'public' | 'viewer' | 'editor' | 'admin';
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
}

/** One operation of the HTTP API. The server registers it, OpenAPI describes it, the web calls it: from this one value. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> extends Operation<Params, Query, Body> {
  /** Of 200, as JSON. */
  readonly response: Response;
  /** Of the body, where it may be larger than others. */
  readonly maxBodyBytes?: number;
}

/** An operation that answers with a file, which the browser saves under the name that the server gives. Its errors are JSON like all others. */
export interface Download<Params extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType> extends Operation<
  Params,
  Query,
  z.ZodType
> {
  readonly method: 'GET';
  /** Every one that the file may have. */
  readonly mediaTypes: readonly string[];
}

/** Types an endpoint; the value is returned as it is. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  definition: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return definition;
}

/** Types a download; the value is returned as it is. */
export function download<P extends z.ZodType, Q extends z.ZodType>(definition: Download<P, Q>): Download<P, Q> {
  return definition;
}
