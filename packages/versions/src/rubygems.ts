import type { VersionScheme } from './scheme.ts';
import { endOfDigits, endWithoutBlanks, isDigit, isLetter, skipBlanks } from './text/characters.ts';
import { compareDigits, compareText } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** RubyGems: segments of digits or letters, of which letters make a pre-release. */
export const rubygems: VersionScheme = {
  id: 'rubygems',
  ecosystems: ['RubyGems'],
  urls: ['https://docs.ruby-lang.org/en/master/Gem/Version.html', 'https://guides.rubygems.org/patterns/#semantic-versioning'],
  compare: compareRubygems,
};

/**
 * Orders two versions as `Gem::Version` does. A platform (`1.13.0-java`) reads as a pre-release there and here: leave it out before.
 *
 * @returns negative if `a` sorts first, 0 if RubyGems holds them equal (`1.0` and `1`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION for what RubyGems refuses, and for an empty text, which it takes for 0
 * @see https://docs.ruby-lang.org/en/master/Gem/Version.html
 */
export function compareRubygems(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  for (;;) {
    next(x);
    next(y);
    if (x.kind !== y.kind) return compareKinds(x, y);
    if (x.kind === END) return 0;
    const compare = x.kind === NUMBER ? compareDigits : compareText;
    const order = compare(x.text, x.start, x.next, y.text, y.start, y.next);
    if (order !== 0) return order;
  }
}

const TEXT = 0;
const NUMBER = 1;
const END = 2;

/** A place in a version: the segment from `start` to `next`. Zeros before the first text and at the end do not count. */
interface Cursor {
  readonly text: string;
  readonly numbersEnd: number;
  readonly firstText: number;
  readonly end: number;
  kind: number;
  start: number;
  next: number;
}

/** Where the kinds differ, a text is the lower side; a version that has ended goes on as zeros. */
function compareKinds(x: Cursor, y: Cursor): number {
  if (x.kind === TEXT) return -1;
  if (y.kind === TEXT) return 1;
  return x.kind === END ? 0 - compareToZeros(y) : compareToZeros(x);
}

function compareToZeros(cursor: Cursor): number {
  while (cursor.kind === NUMBER && isZero(cursor)) next(cursor);
  return cursor.kind === END ? 0 : cursor.kind === TEXT ? -1 : 1;
}

function isZero(cursor: Cursor): boolean {
  return compareDigits(cursor.text, cursor.start, cursor.next, '', 0, 0) === 0;
}

function next(cursor: Cursor): void {
  let i = cursor.next;
  if (i >= cursor.numbersEnd && i < cursor.firstText) i = cursor.firstText;
  while (i < cursor.end && !isDigit(cursor.text.charCodeAt(i)) && !isLetter(cursor.text.charCodeAt(i))) i++;
  cursor.start = i;
  if (i >= cursor.end) cursor.kind = END;
  else if (isDigit(cursor.text.charCodeAt(i))) {
    cursor.kind = NUMBER;
    cursor.next = endOfDigits(cursor.text, i, cursor.end);
  } else {
    cursor.kind = TEXT;
    cursor.next = endOfLetters(cursor.text, i, cursor.end);
  }
}

/** `-` stands for `.pre.`, so the text after the first hyphen is rewritten; hyphens are rare. */
function parse(version: string): Cursor {
  const start = skipBlanks(version, 0, version.length);
  const end = endWithoutBlanks(version, start);
  validate(version, start, end);
  const text = version.slice(start, end).replaceAll('-', '.pre.');
  let firstText = 0;
  while (firstText < text.length && !isLetter(text.charCodeAt(firstText))) firstText++;
  return {
    text,
    numbersEnd: endOfSignificant(text, 0, firstText),
    firstText,
    end: endOfSignificant(text, firstText, text.length),
    kind: END,
    start: 0,
    next: 0,
  };
}

/** The end of the last segment in the range that is not zero. */
function endOfSignificant(text: string, start: number, end: number): number {
  let last = start;
  let i = start;
  while (i < end) {
    const code = text.charCodeAt(i);
    const segment = i;
    if (isDigit(code)) {
      i = endOfDigits(text, i, end);
      if (compareDigits(text, segment, i, '', 0, 0) !== 0) last = i;
    } else if (isLetter(code)) {
      i = endOfLetters(text, i, end);
      last = i;
    } else i++;
  }
  return last;
}

/** RubyGems' grammar, but for the first segment, which may have letters after its digits (`1beta`). */
function validate(version: string, start: number, end: number): void {
  if (start === end) throw invalidVersion('RubyGems', version, 'is empty');
  if (!isDigit(version.charCodeAt(start))) throw invalidVersion('RubyGems', version, 'does not begin with a digit');
  let hasHyphen = false;
  let isEmpty = true;
  for (let i = start; i < end; i++) {
    const code = version.charCodeAt(i);
    if (code === 46 || (code === 45 && !hasHyphen)) {
      if (isEmpty) throw invalidVersion('RubyGems', version, 'has an empty segment');
      isEmpty = true;
      hasHyphen ||= code === 45;
    } else if (isDigit(code) || isLetter(code) || code === 45) isEmpty = false;
    else throw invalidVersion('RubyGems', version, `has an unexpected ${JSON.stringify(version.charAt(i))}`);
  }
  if (isEmpty) throw invalidVersion('RubyGems', version, 'has an empty segment');
}

function endOfLetters(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && isLetter(text.charCodeAt(i))) i++;
  return i;
}
