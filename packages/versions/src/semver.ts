import type { VersionScheme } from './scheme.ts';
import { endOfDigits, endWithoutBlanks, isBlank, isDigit, isLetter } from './text/characters.ts';
import { compareDigits, compareNumbers, compareText, compareTextIgnoringCase, isNumber } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** Semantic Versioning as npm and its like read it. */
export const semver: VersionScheme = {
  id: 'semver',
  ecosystems: ['ConanCenter', 'GitHub Actions', 'Hex', 'Julia', 'SwiftURL', 'crates.io', 'npm'],
  urls: ['https://semver.org/spec/v2.0.0.html'],
  compare: compareSemver,
};

/**
 * Orders two semantic versions in their total order (npm's rule that a range leaves out pre-releases is no order and does not apply).
 * Lenient: `v`, `=` and blanks before, missing parts (0), more than three parts, leading zeros, numbers of any size, and a
 * pre-release without its hyphen (`1.2.3beta`), as npm's loose mode.
 *
 * @returns negative if `a` sorts first, 0 if they are equal (build metadata does not count), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION if there is no number where one must be (`latest`, `1.x`), or the pre-release has an empty
 *   identifier or one with other signs than letters, digits and hyphens
 * @see https://semver.org/spec/v2.0.0.html#spec-item-11
 */
export function compareSemver(a: string, b: string): number {
  const x = parseSemver(a, 'semantic');
  const y = parseSemver(b, 'semantic');
  return compareNumbers(a, x.start, x.coreEnd, b, y.start, y.coreEnd) || comparePreReleases(a, x, b, y, false);
}

/** Where the parts lie in the text: `start..coreEnd` is `1.2.3`, `preStart..preEnd` is `rc.1`, or empty. */
export interface SemverParts {
  readonly start: number;
  readonly coreEnd: number;
  readonly preStart: number;
  readonly preEnd: number;
  /** Where the build metadata begins, or the end. */
  readonly buildStart: number;
  readonly end: number;
}

/** Finds the parts of a semantic version, leniently; `kind` is for the message: `semantic`, `Go`, `NuGet`. */
export function parseSemver(version: string, kind: string): SemverParts {
  const start = skipPrefix(version);
  const end = endWithoutBlanks(version, start);
  const coreEnd = endOfCore(version, start, end, kind);
  const separator = coreEnd < end ? version.charCodeAt(coreEnd) : 0;
  if (separator !== 45 && !isLetter(separator)) {
    if (separator !== 0 && separator !== 43) throw unexpected(kind, version, coreEnd);
    return { start, coreEnd, preStart: coreEnd, preEnd: coreEnd, buildStart: separator === 43 ? coreEnd + 1 : end, end };
  }
  const preStart = separator === 45 ? coreEnd + 1 : coreEnd;
  const preEnd = endOfPreRelease(version, preStart, end, kind);
  return { start, coreEnd, preStart, preEnd, buildStart: preEnd < end ? preEnd + 1 : end, end };
}

/**
 * Orders the pre-releases of two versions whose numbers are equal: one without a pre-release is higher.
 *
 * @param ignoreCase `Beta` equals `beta`, and identifiers above 2147483647 are text: the rules of NuGet
 */
export function comparePreReleases(a: string, x: SemverParts, b: string, y: SemverParts, ignoreCase: boolean): number {
  if (x.preStart === x.preEnd || y.preStart === y.preEnd) {
    return x.preStart === x.preEnd ? (y.preStart === y.preEnd ? 0 : 1) : -1;
  }
  return compareIdentifiers(a, x.preStart, x.preEnd, b, y.preStart, y.preEnd, ignoreCase);
}

/** Orders two dotted lists of identifiers: numbers by value and before texts, texts by their codes, a list before its continuations. */
export function compareIdentifiers(
  a: string,
  aStart: number,
  aEnd: number,
  b: string,
  bStart: number,
  bEnd: number,
  ignoreCase: boolean,
): number {
  let i = aStart;
  let j = bStart;
  while (i < aEnd && j < bEnd) {
    const iEnd = endOfIdentifier(a, i, aEnd);
    const jEnd = endOfIdentifier(b, j, bEnd);
    const isNumberA = isNumber(a, i, iEnd) && !(ignoreCase && isAboveInt32(a, i, iEnd));
    const isNumberB = isNumber(b, j, jEnd) && !(ignoreCase && isAboveInt32(b, j, jEnd));
    if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
    const compare = isNumberA ? compareDigits : ignoreCase ? compareTextIgnoringCase : compareText;
    const order = compare(a, i, iEnd, b, j, jEnd);
    if (order !== 0) return order;
    i = iEnd + 1;
    j = jEnd + 1;
  }
  return (i < aEnd ? 1 : 0) - (j < bEnd ? 1 : 0);
}

function skipPrefix(version: string): number {
  let i = 0;
  for (; i < version.length; i++) {
    const code = version.charCodeAt(i);
    if (code !== 118 && code !== 86 && code !== 61 && !isBlank(code)) break;
  }
  return i;
}

function endOfCore(version: string, start: number, end: number, kind: string): number {
  let i = start;
  for (;;) {
    const next = endOfDigits(version, i, end);
    if (next === i) throw unexpected(kind, version, i);
    if (next === end || version.charCodeAt(next) !== 46) return next;
    i = next + 1;
  }
}

function endOfPreRelease(version: string, start: number, end: number, kind: string): number {
  let identifier = start;
  for (let i = start; ; i++) {
    const code = i < end ? version.charCodeAt(i) : 43;
    if (code === 46 || code === 43) {
      if (i === identifier) throw invalidVersion(kind, version, 'has an empty part in its pre-release');
      if (code === 43) return i;
      identifier = i + 1;
    } else if (!isDigit(code) && !isLetter(code) && code !== 45) throw unexpected(kind, version, i);
  }
}

function endOfIdentifier(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && text.charCodeAt(i) !== 46) i++;
  return i;
}

function isAboveInt32(text: string, start: number, end: number): boolean {
  return compareDigits(text, start, end, '2147483647', 0, 10) > 0;
}

function unexpected(kind: string, version: string, index: number): Error {
  return invalidVersion(
    kind,
    version,
    index < version.length
      ? `has an unexpected ${JSON.stringify(version.charAt(index))} at position ${index + 1}`
      : 'ends where a number is expected',
  );
}
