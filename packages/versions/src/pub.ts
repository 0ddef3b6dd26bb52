import type { VersionScheme } from './scheme.ts';
import { compareIdentifiers, comparePreReleases, parseSemver } from './semver.ts';
import { compareNumbers } from './text/compare-runs.ts';

/** Dart's pub: semantic versions whose build metadata is ordered too. */
export const pub: VersionScheme = {
  id: 'pub',
  ecosystems: ['Pub'],
  urls: ['https://dart.dev/tools/pub/versioning', 'https://pub.dev/documentation/pub_semver/latest/'],
  compare: comparePub,
};

/**
 * Orders two pub versions: as semantic versions, then by their builds, of which none is the lowest.
 *
 * @returns negative if `a` sorts first, 0 if they are equal, positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION for what `compareSemver` refuses
 * @see https://pub.dev/documentation/pub_semver/latest/pub_semver/Version-class.html
 */
export function comparePub(a: string, b: string): number {
  const x = parseSemver(a, 'pub');
  const y = parseSemver(b, 'pub');
  return (
    compareNumbers(a, x.start, x.coreEnd, b, y.start, y.coreEnd) ||
    comparePreReleases(a, x, b, y, false) ||
    compareIdentifiers(a, x.buildStart, x.end, b, y.buildStart, y.end, false)
  );
}
