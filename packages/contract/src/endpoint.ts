import type { z } from 'zod';

/** One operation of the HTTP API. The server registers it, OpenAPI describes it, the web calls it: from this one value. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
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
  readonly response: Response;
  /** Of the body, where it may be larger than others. */
  readonly maxBodyBytes?: number;
}

/** Types an endpoint; the value is returned as it is. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  definition: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return definition;
}
