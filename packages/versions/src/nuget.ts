import type { VersionScheme } from './scheme.ts';
import { comparePreReleases, parseSemver, type SemverParts } from './semver.ts';
import { isDigit, skipBlanks } from './text/characters.ts';
import { compareNumbers } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** NuGet: up to four numbers, then a pre-release without regard to case. */
export const nuget: VersionScheme = {
  id: 'nuget',
  ecosystems: ['NuGet'],
  urls: ['https://learn.microsoft.com/en-us/nuget/concepts/package-versioning'],
  compare: compareNuget,
};

/**
 * Orders two NuGet versions.
 *
 * @returns negative if `a` sorts first, 0 if they are equal (`1.0` and `1.0.0.0+build`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION if the text does not begin with a number, has more than four, or a malformed pre-release
 * @see https://learn.microsoft.com/en-us/nuget/concepts/package-versioning
 */
export function compareNuget(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  return compareNumbers(a, x.start, x.coreEnd, b, y.start, y.coreEnd) || comparePreReleases(a, x, b, y, true);
}

function parse(version: string): SemverParts {
  if (!isDigit(version.charCodeAt(skipBlanks(version, 0, version.length))))
    throw invalidVersion('NuGet', version, 'does not begin with a number');
  const parts = parseSemver(version, 'NuGet');
  let dots = 0;
  for (let i = parts.start; i < parts.coreEnd; i++) if (version.charCodeAt(i) === 46) dots++;
  if (dots > 3) throw invalidVersion('NuGet', version, 'has more than four numbers');
  if (parts.preStart === parts.coreEnd && parts.preEnd > parts.coreEnd)
    throw invalidVersion('NuGet', version, 'has no hyphen before its pre-release');
  return parts;
}
