import type { Endpoint } from '@plimsoll/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, type CallInput } from './call.ts';

/** The answer of one endpoint. Its key begins with the endpoint's group, so that an event can refresh a whole group. */
export function queryOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
) {
  return queryOptions({
    queryKey: [endpoint.group, endpoint.path, input] as const,
    queryFn: ({ signal }) => call(endpoint, input, signal),
  });
}

/** What a keyset-paged list answers. */
export interface Page<Row> {
  rows: Row[];
  nextCursor?: string | undefined;
  total: number;
}

const ROWS_A_PAGE = 100;

/** A list that the server pages by key: pages are fetched as the reader comes near the end. While a filter changes the old rows stay. */
export function pagesOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, Row, Answer extends Page<Row>>(
  endpoint: Endpoint<P, Q, B, z.ZodType<Answer>> & { readonly response: z.ZodType<Answer & Page<Row>> },
  input: CallInput<P, Q, B> & { readonly query?: object },
) {
  return infiniteQueryOptions({
    queryKey: [endpoint.group, endpoint.path, 'pages', input] as const,
    queryFn: ({ pageParam, signal }) =>
      call(
        endpoint,
        { ...input, query: { ...input.query, limit: ROWS_A_PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
