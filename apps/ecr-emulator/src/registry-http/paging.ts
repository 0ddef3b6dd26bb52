import { AwsError } from '../aws-error.ts';
import type { PageScope } from '../page-tokens.ts';
import { invalidParameter } from '../service-errors.ts';
import type { RouteRequest } from './route.ts';

/**
 * A page of a list by `n` and `last`, with the Link header of the next one: an absolute address whose `last` is opaque.
 *
 * @throws AwsError UnsupportedException (405) for an `n` over 1000
 */
export function pageOf<T extends { readonly sequence: number }>(
  { world, incoming, key }: RouteRequest,
  items: Iterable<T>,
  scope: PageScope,
): { readonly items: readonly T[]; readonly headers: Record<string, string> } {
  const n = incoming.query.get('n');
  const maxResults = n === null ? undefined : Number(n);
  if (maxResults !== undefined && !(Number.isInteger(maxResults) && maxResults >= 1 && maxResults <= 1000)) {
    const rule = maxResults > 1000 ? 'less than or equal to 1000' : 'greater than or equal to 1';
    throw new AwsError('UnsupportedException', invalidParameter('maxResults', `Member must have value ${rule}`).message);
  }
  const page = world.pageTokens.page(items, {
    scope: [...scope, key.registryId, key.region],
    maxResults,
    nextToken: incoming.query.get('last') ?? undefined,
  });
  if (page.nextToken === undefined) return { items: page.items, headers: {} };
  const query = `${maxResults === undefined ? '' : `n=${maxResults}&`}last=${encodeURIComponent(page.nextToken)}`;
  return { items: page.items, headers: { link: `<${world.endpoint}${incoming.path}?${query}>; rel="next"` } };
}
