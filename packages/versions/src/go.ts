import type { VersionScheme } from './scheme.ts';
import { comparePreReleases, parseSemver, type SemverParts } from './semver.ts';
import { endOfDigits, isDigit, isLetter } from './text/characters.ts';
import { compareNumbers } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** Go modules and the Go toolchain. */
export const go: VersionScheme = {
  id: 'go',
  ecosystems: ['Go'],
  urls: ['https://go.dev/ref/mod#versions', 'https://go.dev/doc/toolchain#version'],
  compare: compareGo,
};

/**
 * Orders two Go versions: modules' with or without their `v` (advisories leave it out), pseudo-versions, and toolchains'
 * (`go1.21rc2` is `1.21.0-rc.2`, `1.21` is `1.21.0`, what follows a blank or hyphen is the vendor's and ignored).
 *
 * @returns negative if `a` sorts first, 0 if they are equal (`+incompatible` and `+dirty` do not count), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION for what is no version: empty, `(devel)`, `devel +hash`, or more than three numbers
 * @see https://go.dev/ref/mod#versions
 */
export function compareGo(a: string, b: string): number {
  const x = normalise(a);
  const y = normalise(b);
  const p = parse(x);
  const q = parse(y);
  return compareNumbers(x, p.start, p.coreEnd, y, q.start, q.coreEnd) || comparePreReleases(x, p, y, q, false);
}

function parse(version: string): SemverParts {
  const parts = parseSemver(version, 'Go');
  let dots = 0;
  for (let i = parts.start; i < parts.coreEnd; i++) if (version.charCodeAt(i) === 46) dots++;
  if (dots > 2) throw invalidVersion('Go', version, 'has more than three numbers');
  return parts;
}

/** A toolchain's version spelled as a module's; every other text as it is. */
function normalise(version: string): string {
  const isToolchain = version.startsWith('go');
  const start = isToolchain ? 2 : 0;
  let i = start;
  while (i < version.length && (isDigit(version.charCodeAt(i)) || version.charCodeAt(i) === 46)) i++;
  if (i === start || (!isToolchain && (i === version.length || !(isLetter(version.charCodeAt(i)) || version.charCodeAt(i) === 32)))) {
    return version;
  }
  let word = i;
  while (word < version.length && isLetter(version.charCodeAt(word))) word++;
  const end = endOfDigits(version, word, version.length);
  const core = version.slice(start, i);
  if (word === i) return core;
  return word === end ? `${core}-${version.slice(i, word)}` : `${core}-${version.slice(i, word)}.${version.slice(word, end)}`;
}
