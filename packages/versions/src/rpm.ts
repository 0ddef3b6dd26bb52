import type { VersionScheme } from './scheme.ts';
import { endOfDigits, isDigit, isLetter } from './text/characters.ts';
import { compareDigits, compareText } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** The rpm family: `[epoch:]version[-release]`. */
export const rpm: VersionScheme = {
  id: 'rpm',
  ecosystems: [
    'AlmaLinux',
    'Amazon Linux',
    'Azure Linux',
    'CentOS',
    'Fedora',
    'Mageia',
    'Oracle Linux',
    'Photon OS',
    'Red Hat',
    'Rocky Linux',
    'SUSE',
    'openEuler',
    'openSUSE',
  ],
  urls: ['https://rpm.org/docs/latest/manual/dependencies.html', 'https://rpm-software-management.github.io/rpm/man/rpm-version.7'],
  compare: compareRpm,
};

/**
 * Orders two rpm versions as rpm orders dependencies: a missing epoch is 0, and where either side has no release, releases are ignored,
 * so an advisory's `1.2.3` equals every build of 1.2.3. (That makes `1-1 = 1` and `1 = 1-2` while `1-1 < 1-2`: sort only versions
 * that all have a release, or none.)
 *
 * @returns negative if `a` sorts first, 0 if rpm holds them equal (`1.0` and `0:1_0`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION if the text has no version part. An epoch that is no number is part of the version, as in rpm.
 * @see https://rpm-software-management.github.io/rpm/man/rpm-version.7
 */
export function compareRpm(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  const order = compareDigits(a, 0, x.epochEnd, b, 0, y.epochEnd) || comparePart(a, x.start, x.versionEnd, b, y.start, y.versionEnd);
  if (order !== 0 || x.versionEnd === a.length || y.versionEnd === b.length) return order;
  return comparePart(a, x.versionEnd + 1, a.length, b, y.versionEnd + 1, b.length);
}

/** Where the parts lie in the text; a release, if there is one, begins after `versionEnd`. */
interface Evr {
  readonly epochEnd: number;
  readonly start: number;
  readonly versionEnd: number;
}

function parse(evr: string): Evr {
  const digits = endOfDigits(evr, 0, evr.length);
  const hasEpoch = digits < evr.length && evr.charCodeAt(digits) === 58;
  const start = hasEpoch ? digits + 1 : 0;
  const hyphen = evr.lastIndexOf('-');
  const versionEnd = hyphen < start ? evr.length : hyphen;
  if (versionEnd === start) throw invalidVersion('rpm', evr, 'has no version part');
  return { epochEnd: hasEpoch ? digits : 0, start, versionEnd };
}

const TILDE = 126;
const CARET = 94;

/** rpmvercmp: runs of digits and of letters in turn; `~` sorts before everything, `^` after the end but before anything else. */
function comparePart(a: string, aStart: number, aEnd: number, b: string, bStart: number, bEnd: number): number {
  let i = aStart;
  let j = bStart;
  for (;;) {
    i = skipSeparators(a, i, aEnd);
    j = skipSeparators(b, j, bEnd);
    const x = i < aEnd ? a.charCodeAt(i) : 0;
    const y = j < bEnd ? b.charCodeAt(j) : 0;
    if (x === TILDE || y === TILDE) {
      if (x !== y) return x === TILDE ? -1 : 1;
      i++;
      j++;
    } else if (x === CARET || y === CARET) {
      if (x !== y) return x === CARET ? (y === 0 ? 1 : -1) : x === 0 ? -1 : 1;
      i++;
      j++;
    } else if (x === 0 || y === 0) {
      return x === y ? 0 : x === 0 ? -1 : 1;
    } else if (isDigit(x) !== isDigit(y)) {
      return isDigit(x) ? 1 : -1;
    } else {
      const isNumber = isDigit(x);
      const iEnd = isNumber ? endOfDigits(a, i, aEnd) : endOfLetters(a, i, aEnd);
      const jEnd = isNumber ? endOfDigits(b, j, bEnd) : endOfLetters(b, j, bEnd);
      const order = isNumber ? compareDigits(a, i, iEnd, b, j, jEnd) : compareText(a, i, iEnd, b, j, jEnd);
      if (order !== 0) return order;
      i = iEnd;
      j = jEnd;
    }
  }
}

function skipSeparators(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && !isPart(text.charCodeAt(i))) i++;
  return i;
}

function isPart(code: number): boolean {
  return isDigit(code) || isLetter(code) || code === TILDE || code === CARET;
}

function endOfLetters(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && isLetter(text.charCodeAt(i))) i++;
  return i;
}
