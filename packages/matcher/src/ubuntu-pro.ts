import type { Subject } from '@plimsoll/model';

/**
 * The release of Ubuntu's paid extended support, for packages that come from it: their versions say `esm`, also in images that lost the trace of
 * the subscription. Undefined for all others.
 */
export function extendedReleaseOf({ ecosystem, release, version }: Subject): string | undefined {
  return ecosystem === 'Ubuntu' && /[+~]esm\d/.test(version) ? `Pro:${release}` : undefined;
}
