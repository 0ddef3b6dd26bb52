import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { invalidParameter } from './service-errors.ts';
import { equalInConstantTime } from './sigv4.ts';

/** How long a page token is good for. */
const LIFE_MS = 24 * 3_600_000;

const DEFAULT_PAGE = 100;

/** What is listed: a token of one list is refused by another. Any JSON value: operation, registry, repository, filter. */
export type PageScope = readonly unknown[];

/** Makes and checks opaque page tokens. */
export interface PageTokens {
  /** One page of `items`, which must be sorted by `sequence`, and the token of the next one, absent on the last. */
  page<T extends { readonly sequence: number }>(
    items: Iterable<T>,
    request: { scope: PageScope; maxResults: number | undefined; nextToken: string | undefined },
  ): { items: T[]; nextToken: string | undefined };
}

const payload = z.object({ scope: z.string(), after: z.number(), at: z.number() });

export function createPageTokens(secret: Uint8Array, now: () => number): PageTokens {
  const mac = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');

  const seal = (scope: PageScope, after: number): string => {
    const body = Buffer.from(JSON.stringify({ scope: mac(JSON.stringify(scope)), after, at: now() })).toString('base64url');
    return `${body}.${mac(body)}`;
  };

  const open = (token: string, scope: PageScope): number => {
    const [body = '', seal = '', ...rest] = token.split('.');
    if (rest.length > 0 || !equalInConstantTime(seal, mac(body))) throw invalidToken();
    const parsed = payload.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
    if (parsed.scope !== mac(JSON.stringify(scope)) || now() - parsed.at > LIFE_MS) throw invalidToken();
    return parsed.after;
  };

  return {
    page: (items, { scope, maxResults = DEFAULT_PAGE, nextToken }) => {
      const after = nextToken === undefined ? 0 : open(nextToken, scope);
      const page = [];
      for (const item of items) {
        if (item.sequence <= after) continue;
        const last = page.at(-1);
        if (last !== undefined && page.length === maxResults) return { items: page, nextToken: seal(scope, last.sequence) };
        page.push(item);
      }
      return { items: page, nextToken: undefined };
    },
  };
}

function invalidToken(): Error {
  return invalidParameter('NextToken', 'Invalid next token provided.');
}
