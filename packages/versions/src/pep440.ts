import type { VersionScheme } from './scheme.ts';
import { endOfDigits, endWithoutBlanks, isDigit, isLetter, skipBlanks, toLower } from './text/characters.ts';
import { compareDigits, compareNumbers, compareTextIgnoringCase, isNumber } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** Python packages: `[N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]` and its many spellings. */
export const pep440: VersionScheme = {
  id: 'pep440',
  ecosystems: ['PyPI'],
  urls: ['https://packaging.python.org/en/latest/specifications/version-specifiers/'],
  compare: comparePep440,
  compareToBound: comparePep440ToBound,
};

/**
 * Orders two Python versions as the library `packaging` does.
 *
 * @returns negative if `a` sorts first, 0 if they are equal (`1.0-1` and `V1.0.0.post1`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION for every version that PEP 440 does not allow, such as setuptools' old ones (`2004d`)
 * @see https://packaging.python.org/en/latest/specifications/version-specifiers/#version-scheme
 */
export function comparePep440(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  return comparePublic(a, x, b, y) || compareLocal(a, x, b, y);
}

/**
 * Orders an installed version against a bound of an advisory. A local part (`2.0.1+cu118`) marks a rebuild of the upstream version
 * 2.0.1, so the installed one is ignored unless the bound has one too; `comparePep440` would hold it above `last_affected: 2.0.1`.
 *
 * @returns as `comparePep440`
 * @throws PlimsollError INVALID_VERSION as `comparePep440`
 * @see https://packaging.python.org/en/latest/specifications/version-specifiers/#version-matching
 */
export function comparePep440ToBound(installed: string, bound: string): number {
  const x = parse(installed);
  const y = parse(bound);
  return comparePublic(installed, x, bound, y) || (y.localStart === y.localEnd ? 0 : compareLocal(installed, x, bound, y));
}

/** Where the parts lie in the text. An absent number is an empty range, an absent local part too. */
interface Pep440Version {
  epochStart: number;
  epochEnd: number;
  releaseStart: number;
  releaseEnd: number;
  phase: number;
  phaseStart: number;
  phaseEnd: number;
  hasPost: boolean;
  postStart: number;
  postEnd: number;
  hasDev: boolean;
  devStart: number;
  devEnd: number;
  localStart: number;
  localEnd: number;
}

// The phases in their order. A development release of a final one comes before its alphas.
const DEVELOPMENT = 0;
const ALPHA = 1;
const BETA = 2;
const CANDIDATE = 3;
const FINAL = 4;

function comparePublic(a: string, x: Pep440Version, b: string, y: Pep440Version): number {
  return (
    compareDigits(a, x.epochStart, x.epochEnd, b, y.epochStart, y.epochEnd) ||
    compareNumbers(a, x.releaseStart, x.releaseEnd, b, y.releaseStart, y.releaseEnd) ||
    x.phase - y.phase ||
    compareDigits(a, x.phaseStart, x.phaseEnd, b, y.phaseStart, y.phaseEnd) ||
    Number(x.hasPost) - Number(y.hasPost) ||
    compareDigits(a, x.postStart, x.postEnd, b, y.postStart, y.postEnd) ||
    Number(y.hasDev) - Number(x.hasDev) ||
    compareDigits(a, x.devStart, x.devEnd, b, y.devStart, y.devEnd)
  );
}

/** Part by part: numbers by value and above texts, texts without regard to case; more parts are higher. */
function compareLocal(a: string, x: Pep440Version, b: string, y: Pep440Version): number {
  let i = x.localStart;
  let j = y.localStart;
  while (i < x.localEnd && j < y.localEnd) {
    const iEnd = endOfLocalPart(a, i, x.localEnd);
    const jEnd = endOfLocalPart(b, j, y.localEnd);
    const isNumberA = isNumber(a, i, iEnd);
    if (isNumberA !== isNumber(b, j, jEnd)) return isNumberA ? 1 : -1;
    const order = (isNumberA ? compareDigits : compareTextIgnoringCase)(a, i, iEnd, b, j, jEnd);
    if (order !== 0) return order;
    i = iEnd + 1;
    j = jEnd + 1;
  }
  return Number(i < x.localEnd) - Number(j < y.localEnd);
}

function parse(version: string): Pep440Version {
  const end = endWithoutBlanks(version, 0);
  let i = skipBlanks(version, 0, end);
  if (toLower(version.charCodeAt(i)) === 118) i++;
  const v = emptyAt(i);
  i = parseRelease(version, v, i, end);
  i = parsePhase(version, v, i, end);
  i = parsePost(version, v, i, end);
  i = parseDev(version, v, i, end);
  if (version.charCodeAt(i) === 43) i = parseLocal(version, v, i + 1, end);
  if (i !== end) throw invalidVersion('Python', version, `does not follow PEP 440 from position ${i + 1} on`);
  if (v.phase === FINAL && v.hasDev && !v.hasPost) v.phase = DEVELOPMENT;
  return v;
}

function emptyAt(start: number): Pep440Version {
  return {
    epochStart: start,
    epochEnd: start,
    releaseStart: start,
    releaseEnd: start,
    phase: FINAL,
    phaseStart: start,
    phaseEnd: start,
    hasPost: false,
    postStart: start,
    postEnd: start,
    hasDev: false,
    devStart: start,
    devEnd: start,
    localStart: start,
    localEnd: start,
  };
}

function parseRelease(version: string, v: Pep440Version, start: number, end: number): number {
  let i = endOfDigits(version, start, end);
  if (i > start && i < end && version.charCodeAt(i) === 33) {
    v.epochEnd = i;
    v.releaseStart = i + 1;
    i = endOfDigits(version, i + 1, end);
  }
  if (i === v.releaseStart) throw invalidVersion('Python', version, `has no number at position ${i + 1}`);
  while (i + 1 < end && version.charCodeAt(i) === 46 && isDigit(version.charCodeAt(i + 1))) i = endOfDigits(version, i + 1, end);
  v.releaseEnd = i;
  return i;
}

function parsePhase(version: string, v: Pep440Version, start: number, end: number): number {
  const word = skipSeparator(version, start, end);
  const wordEnd = endOfWord(version, word, end, ['alpha', 'a', 'beta', 'b', 'preview', 'pre', 'c', 'rc']);
  if (wordEnd === word) return start;
  const letter = toLower(version.charCodeAt(word));
  v.phase = letter === 97 ? ALPHA : letter === 98 ? BETA : CANDIDATE;
  v.phaseStart = skipSeparator(version, wordEnd, end);
  v.phaseEnd = endOfDigits(version, v.phaseStart, end);
  return v.phaseEnd;
}

function parsePost(version: string, v: Pep440Version, start: number, end: number): number {
  if (start + 1 < end && version.charCodeAt(start) === 45 && isDigit(version.charCodeAt(start + 1))) {
    v.postStart = start + 1;
  } else {
    const word = skipSeparator(version, start, end);
    const wordEnd = endOfWord(version, word, end, ['post', 'rev', 'r']);
    if (wordEnd === word) return start;
    v.postStart = skipSeparator(version, wordEnd, end);
  }
  v.hasPost = true;
  v.postEnd = endOfDigits(version, v.postStart, end);
  return v.postEnd;
}

function parseDev(version: string, v: Pep440Version, start: number, end: number): number {
  const word = skipSeparator(version, start, end);
  const wordEnd = endOfWord(version, word, end, ['dev']);
  if (wordEnd === word) return start;
  v.hasDev = true;
  v.devStart = skipSeparator(version, wordEnd, end);
  v.devEnd = endOfDigits(version, v.devStart, end);
  return v.devEnd;
}

/** Where the local part ends; it holds letters and digits with single separators between them, and must not end in a separator. */
function parseLocal(version: string, v: Pep440Version, start: number, end: number): number {
  v.localStart = start;
  for (let i = start; ;) {
    const partEnd = endOfLocalPart(version, i, end);
    if (partEnd === i) return i - 1;
    v.localEnd = partEnd;
    if (partEnd === end || skipSeparator(version, partEnd, end) === partEnd) return partEnd;
    i = partEnd + 1;
  }
}

function endOfLocalPart(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && (isDigit(text.charCodeAt(i)) || isLetter(text.charCodeAt(i)))) i++;
  return i;
}

/** Skips one `.`, `-` or `_`. */
function skipSeparator(text: string, start: number, end: number): number {
  if (start >= end) return start;
  const code = text.charCodeAt(start);
  return code === 46 || code === 45 || code === 95 ? start + 1 : start;
}

/** Where the first of the words that stands at `start` ends; `start` if none does. A longer word is listed before its beginning. */
function endOfWord(text: string, start: number, end: number, words: readonly string[]): number {
  if (start >= end) return start;
  return start + (words.find((word) => isWordAt(text, start, end, word))?.length ?? 0);
}

function isWordAt(text: string, start: number, end: number, word: string): boolean {
  if (start + word.length > end) return false;
  for (let k = 0; k < word.length; k++) if (toLower(text.charCodeAt(start + k)) !== word.charCodeAt(k)) return false;
  return true;
}
