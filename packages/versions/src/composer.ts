import type { VersionScheme } from './scheme.ts';
import { endOfDigits, endWithoutBlanks, isDigit, isLetter, skipBlanks, toLower } from './text/characters.ts';
import { compareDigits, compareNumbers } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** PHP packages: what Composer makes of a version, in the order of PHP's `version_compare`. */
export const composer: VersionScheme = {
  id: 'composer',
  ecosystems: ['Packagist'],
  urls: ['https://getcomposer.org/doc/articles/versions.md', 'https://www.php.net/manual/en/function.version-compare.php'],
  compare: compareComposer,
};

/**
 * Orders two versions as `Composer\Semver\Comparator` does: filled up to four numbers, then stability by stability
 * (dev < alpha < beta < RC < none < patch). Build metadata and a stability flag (`@dev`) do not count.
 *
 * @returns negative if `a` sorts first, 0 if Composer holds them equal (`v1.0` and `1.0.0.0-stable`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION for a branch (`dev-main` has no place in the order), for a text that does not begin with a
 *   number, and for an unknown stability
 * @see https://getcomposer.org/doc/articles/versions.md
 */
export function compareComposer(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  return compareNumbers(x.text, x.start, x.coreEnd, y.text, y.start, y.coreEnd) || compareTails(x, y);
}

interface ComposerVersion {
  readonly text: string;
  readonly start: number;
  readonly coreEnd: number;
  /** Where the stability, which begins at `coreEnd`, ends. */
  readonly tailEnd: number;
}

const RANKS: ReadonlyMap<string, number> = new Map([
  ['dev', 0],
  ['alpha', 1],
  ['a', 1],
  ['beta', 2],
  ['b', 2],
  ['rc', 3],
  ['pl', 5],
  ['patch', 5],
  ['p', 5],
]);
/** A number, or the end, where the other side has a word. */
const NUMBER_RANK = 4;
const LONGEST_WORD = 6;

/** Token by token, a token being a run of digits or of letters. */
function compareTails(x: ComposerVersion, y: ComposerVersion): number {
  let i = x.coreEnd;
  let j = y.coreEnd;
  for (;;) {
    i = skipSeparators(x.text, i, x.tailEnd);
    j = skipSeparators(y.text, j, y.tailEnd);
    if (i === x.tailEnd || j === y.tailEnd) return compareRest(x, i) - compareRest(y, j);
    const iEnd = endOfToken(x.text, i, x.tailEnd);
    const jEnd = endOfToken(y.text, j, y.tailEnd);
    const areNumbers = isDigit(x.text.charCodeAt(i)) && isDigit(y.text.charCodeAt(j));
    const order = areNumbers ? compareDigits(x.text, i, iEnd, y.text, j, jEnd) : rankOf(x.text, i, iEnd) - rankOf(y.text, j, jEnd);
    if (order !== 0) return order;
    i = iEnd;
    j = jEnd;
  }
}

/** What is left of one version when the other has ended: a number makes it higher, a word by its rank. */
function compareRest({ text, tailEnd }: ComposerVersion, start: number): number {
  if (start === tailEnd) return 0;
  return isDigit(text.charCodeAt(start)) ? 1 : rankOf(text, start, endOfToken(text, start, tailEnd)) - NUMBER_RANK;
}

function rankOf(text: string, start: number, end: number): number {
  if (isDigit(text.charCodeAt(start))) return NUMBER_RANK;
  return RANKS.get(text.slice(start, end).toLowerCase()) ?? -1;
}

function parse(version: string): ComposerVersion {
  const first = skipBlanks(version, 0, version.length);
  const end = endWithoutBlanks(version, first);
  const start = toLower(version.charCodeAt(first)) === 118 ? first + 1 : first;
  const coreEnd = endOfCore(version, start, end);
  const wildcard = coreEnd + 1 < end && version.charCodeAt(coreEnd) === 46 && isWildcard(version.charCodeAt(coreEnd + 1));
  if (wildcard) return parse(withoutWildcards(version, start, coreEnd, end));
  return { text: version, start, coreEnd, tailEnd: endOfTail(version, coreEnd, end) };
}

function endOfCore(version: string, start: number, end: number): number {
  let i = endOfDigits(version, start, end);
  if (i === start) throw invalidVersion('Composer', version, version.startsWith('dev-') ? 'is a branch' : 'does not begin with a number');
  while (i + 1 < end && version.charCodeAt(i) === 46 && isDigit(version.charCodeAt(i + 1))) i = endOfDigits(version, i + 1, end);
  return i;
}

function isWildcard(code: number): boolean {
  return code === 42 || toLower(code) === 120;
}

/** `1.x-dev`, the head of a branch, is above all releases of the branch: Composer puts 9999999 for `x` and what is missing. */
function withoutWildcards(version: string, start: number, coreEnd: number, end: number): string {
  const numbers = version.slice(start, coreEnd).split('.', 4);
  let i = coreEnd;
  while (i + 1 < end && version.charCodeAt(i) === 46) {
    const next = isWildcard(version.charCodeAt(i + 1)) ? i + 2 : endOfDigits(version, i + 1, end);
    if (next === i + 1) break;
    if (numbers.length < 4) numbers.push(isDigit(version.charCodeAt(i + 1)) ? version.slice(i + 1, next) : '9999999');
    i = next;
  }
  while (numbers.length < 4) numbers.push('9999999');
  return numbers.join('.') + version.slice(i, end);
}

/** The end of the stability; build metadata and flags come after it, and `stable` is none. */
function endOfTail(version: string, coreEnd: number, end: number): number {
  let i = coreEnd;
  for (;;) {
    i = skipSeparators(version, i, end);
    if (i === end) return end;
    const code = version.charCodeAt(i);
    if (code === 43 || code === 64) return i;
    const tokenEnd = endOfToken(version, i, end);
    if (tokenEnd === i) throw invalidVersion('Composer', version, `has an unexpected ${JSON.stringify(version.charAt(i))}`);
    if (!isDigit(code)) {
      const word = tokenEnd - i > LONGEST_WORD ? '' : version.slice(i, tokenEnd).toLowerCase();
      if (word === 'stable') return coreEnd;
      if (!RANKS.has(word)) throw invalidVersion('Composer', version, `has an unknown stability at position ${i + 1}`);
    }
    i = tokenEnd;
  }
}

function skipSeparators(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && (text.charCodeAt(i) === 46 || text.charCodeAt(i) === 45 || text.charCodeAt(i) === 95)) i++;
  return i;
}

/** Where the digits or letters at `start` end; `dev` is a token even without a separator before it (`RCdev`). */
function endOfToken(text: string, start: number, end: number): number {
  if (isDigit(text.charCodeAt(start))) return endOfDigits(text, start, end);
  let i = start;
  while (i < end && isLetter(text.charCodeAt(i))) i++;
  return i - start > 3 && text.slice(i - 3, i).toLowerCase() === 'dev' ? i - 3 : i;
}
