import type { VersionScheme } from './scheme.ts';
import { endOfDigits, isDigit } from './text/characters.ts';
import { compareDigits, compareText } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** Alpine and the distributions that build with apk: `digits(.digits)*[letter](_suffix[digits])*[~hash][-rN]`. */
export const apk: VersionScheme = {
  id: 'apk',
  ecosystems: ['Alpaquita', 'Alpine', 'BellSoft Hardened Containers', 'Chainguard', 'MinimOS', 'Wolfi'],
  urls: ['https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-package.5.scd'],
  compare: compareApk,
};

/**
 * Orders two apk versions as `apk version -t` does. What follows a well-formed beginning (`5.7.1p1-r0` occurs in old data) is
 * ordered number by number and sign by sign, where apk itself gives no answer.
 *
 * @returns negative if `a` sorts first, 0 if apk holds them equal (`1-r` and `1-r0`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION if the text does not begin with a digit
 * @see https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/src/version.c
 */
export function compareApk(a: string, b: string): number {
  const x = first(a);
  const y = first(b);
  while (x.kind === y.kind && x.kind < END) {
    const order = compareTokens(x, y);
    if (order !== 0) return order;
    advance(x);
    advance(y);
  }
  if (x.kind === y.kind) return x.kind === END ? 0 : compareNaturally(a, x.next, b, y.next);
  if (x.kind === SUFFIX && x.suffix < NO_SUFFIX) return -1;
  if (y.kind === SUFFIX && y.suffix < NO_SUFFIX) return 1;
  return y.kind - x.kind;
}

// The kinds of token. Where two versions first differ in kind, the later kind is the lower version: `1.0.1 > 1.0a > 1.0_p1 > 1.0`.
const FIRST_NUMBER = 0;
const NUMBER = 1;
const LETTER = 2;
const SUFFIX = 3;
const SUFFIX_NUMBER = 4;
const HASH = 5;
const REVISION = 6;
const END = 7;
const INVALID = 8;

const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];
const NO_SUFFIX = 4;

/** A place in a version: the token from `start` to `next`, which `advance` replaces by the one after it. */
interface Cursor {
  readonly version: string;
  kind: number;
  start: number;
  next: number;
  /** Index into SUFFIXES, if this is a suffix. */
  suffix: number;
}

function first(version: string): Cursor {
  const next = endOfDigits(version, 0, version.length);
  if (next === 0) throw invalidVersion('apk', version, 'does not begin with a digit');
  return { version, kind: FIRST_NUMBER, start: 0, next, suffix: NO_SUFFIX };
}

function advance(cursor: Cursor): void {
  const { version, kind, next } = cursor;
  if (next === version.length) {
    cursor.kind = END;
    return;
  }
  const code = version.charCodeAt(next);
  cursor.kind = INVALID;
  if (code === 46 && kind <= NUMBER) take(cursor, NUMBER, next + 1, endOfDigits(version, next + 1, version.length));
  else if (isDigit(code) && kind === SUFFIX) take(cursor, SUFFIX_NUMBER, next, endOfDigits(version, next, version.length));
  else if (isLowerLetter(code) && kind <= NUMBER) take(cursor, LETTER, next, next + 1);
  else if (code === 95 && kind <= SUFFIX_NUMBER) takeSuffix(cursor);
  else if (code === 126 && kind < HASH) take(cursor, HASH, next + 1, endOfHash(version, next + 1));
  else if (code === 45 && kind < REVISION && version.charCodeAt(next + 1) === 114) {
    cursor.kind = REVISION;
    cursor.start = next + 2;
    cursor.next = endOfDigits(version, next + 2, version.length);
  }
}

/** Takes the token unless it is empty. */
function take(cursor: Cursor, kind: number, start: number, end: number): void {
  if (start === end) return;
  cursor.kind = kind;
  cursor.start = start;
  cursor.next = end;
}

function takeSuffix(cursor: Cursor): void {
  const start = cursor.next + 1;
  let end = start;
  while (end < cursor.version.length && isLowerLetter(cursor.version.charCodeAt(end))) end++;
  // The longest suffix has five letters: no need to cut out more of a long text.
  const suffix = end === start || end - start > 5 ? -1 : SUFFIXES.indexOf(cursor.version.slice(start, end));
  if (suffix === -1) return;
  take(cursor, SUFFIX, start, end);
  cursor.suffix = suffix;
}

function compareTokens(x: Cursor, y: Cursor): number {
  if (x.kind === SUFFIX) return x.suffix - y.suffix;
  const hasLeadingZero = x.kind === NUMBER && (x.version.charCodeAt(x.start) === 48 || y.version.charCodeAt(y.start) === 48);
  const compare = hasLeadingZero || x.kind === LETTER || x.kind === HASH ? compareText : compareDigits;
  return compare(x.version, x.start, x.next, y.version, y.start, y.next);
}

function compareNaturally(a: string, aStart: number, b: string, bStart: number): number {
  let i = aStart;
  let j = bStart;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const iEnd = endOfDigits(a, i, a.length);
      const jEnd = endOfDigits(b, j, b.length);
      const order = compareDigits(a, i, iEnd, b, j, jEnd);
      if (order !== 0) return order;
      i = iEnd;
      j = jEnd;
    } else {
      if (x !== y) return x - y;
      i++;
      j++;
    }
  }
  return a.length - i - (b.length - j);
}

function isLowerLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function endOfHash(text: string, start: number): number {
  let i = start;
  while (i < text.length && (isDigit(text.charCodeAt(i)) || (text.charCodeAt(i) >= 97 && text.charCodeAt(i) <= 102))) i++;
  return i;
}
