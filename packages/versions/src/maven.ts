import type { VersionScheme } from './scheme.ts';
import { isDigit } from './text/characters.ts';
import { compareDigits, compareNumbers } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** Maven's ComparableVersion, as Maven 3.9 has it. */
export const maven: VersionScheme = {
  id: 'maven',
  ecosystems: ['Maven'],
  urls: ['https://maven.apache.org/pom.html#version-order-specification'],
  compare: compareMaven,
};

/**
 * Orders two Maven versions as ComparableVersion of Maven 3.9 does. Maven refuses nothing.
 *
 * @returns negative if `a` sorts first, 0 if Maven holds them equal (`1`, `1.0` and `1-ga`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION for an empty text, and one with a property that was not replaced (`${revision}`)
 * @see https://maven.apache.org/pom.html#version-order-specification
 */
export function compareMaven(a: string, b: string): number {
  if (isDotted(a) && isDotted(b)) return compareNumbers(a, 0, a.length, b, 0, b.length);
  return compareLists(parse(a), parse(b));
}

/** A number (its digits) or a qualifier (its place in QUALIFIERS, and its name if it is not listed there). */
interface Item {
  readonly isNumber: boolean;
  readonly text: string;
  readonly rank: number;
}

/**
 * `1.0-rc-2` is [1, 0, [rc, [2]]]: a hyphen, or a change between digits and letters, begins a list inside the list, after which the
 * outer one never goes on. So a version is a chain of lists.
 */
interface List {
  readonly items: Item[];
  rest: List | undefined;
}

const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const RELEASE = 5;
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
]);
const BEFORE_DIGIT: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);
const ZERO: Item = { isNumber: true, text: '0', rank: 0 };

/** Whether the text is numbers with single dots between them: nearly every version, compared without lists. */
function isDotted(version: string): boolean {
  let wasDigit = false;
  for (let i = 0; i < version.length; i++) {
    const code = version.charCodeAt(i);
    if (!isDigit(code) && !(code === 46 && wasDigit)) return false;
    wasDigit = code !== 46;
  }
  return wasDigit;
}

function compareLists(a: List, b: List): number {
  let x: List | undefined = a;
  let y: List | undefined = b;
  while (x !== undefined && y !== undefined) {
    const length: number = Math.max(x.items.length, y.items.length);
    for (let k = 0; k < length; k++) {
      const order = compareAt(x, y, k);
      if (order !== undefined) return order;
    }
    x = x.rest;
    y = y.rest;
  }
  return compareToNothing(x) - compareToNothing(y);
}

/** Compares what two lists have at one place; undefined if that decides nothing. */
function compareAt(x: List, y: List, index: number): number | undefined {
  const p = x.items[index];
  const q = y.items[index];
  if (p !== undefined && q !== undefined) return compareItems(p, q) || undefined;
  if (p !== undefined) {
    if (index === y.items.length && y.rest !== undefined) return p.isNumber ? 1 : -1;
    return compareItemToNothing(p) || undefined;
  }
  if (q !== undefined) {
    if (index === x.items.length && x.rest !== undefined) return q.isNumber ? -1 : 1;
    return 0 - compareItemToNothing(q) || undefined;
  }
  return undefined;
}

function compareItems(x: Item, y: Item): number {
  if (x.isNumber !== y.isNumber) return x.isNumber ? 1 : -1;
  if (x.isNumber) return compareDigits(x.text, 0, x.text.length, y.text, 0, y.text.length);
  return x.rank - y.rank || (x.text < y.text ? -1 : x.text > y.text ? 1 : 0);
}

function compareItemToNothing(item: Item): number {
  if (item.isNumber) return isNull(item) ? 0 : 1;
  return item.rank - RELEASE;
}

/** The first item of the chain that is not null decides. */
function compareToNothing(list: List | undefined): number {
  for (let at = list; at !== undefined; at = at.rest) {
    for (const item of at.items) {
      const order = compareItemToNothing(item);
      if (order !== 0) return order;
    }
  }
  return 0;
}

function isNull(item: Item): boolean {
  return item.isNumber ? compareDigits(item.text, 0, item.text.length, '', 0, 0) === 0 : item.rank === RELEASE;
}

function parse(version: string): List {
  if (version === '') throw invalidVersion('Maven', version, 'is empty');
  if (version.includes('${')) throw invalidVersion('Maven', version, 'has a property that was not replaced');
  const text = version.toLowerCase();
  const chain: List[] = [{ items: [], rest: undefined }];
  let list = chain[0]!;
  const nest = (): void => {
    list.rest = { items: [], rest: undefined };
    list = list.rest;
    chain.push(list);
  };
  let wasDigit = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46 || code === 45) {
      list.items.push(i === start ? ZERO : itemOf(text.slice(start, i), wasDigit, false));
      start = i + 1;
      if (code === 45) nest();
    } else if (isDigit(code) !== wasDigit) {
      if (i > start) {
        if (!wasDigit && list.items.length > 0) nest();
        list.items.push(itemOf(text.slice(start, i), wasDigit, true));
        start = i;
        nest();
      }
      wasDigit = !wasDigit;
    }
  }
  if (start < text.length) {
    if (!wasDigit && list.items.length > 0) nest();
    list.items.push(itemOf(text.slice(start), wasDigit, false));
  }
  return normalise(chain);
}

function itemOf(text: string, isNumber: boolean, isBeforeDigit: boolean): Item {
  if (isNumber) return { isNumber, text, rank: 0 };
  const whole = (isBeforeDigit ? BEFORE_DIGIT.get(text) : undefined) ?? text;
  const name = ALIASES.get(whole) ?? whole;
  const rank = QUALIFIERS.indexOf(name);
  return rank === -1 ? { isNumber, text: name, rank: QUALIFIERS.length } : { isNumber, text: '', rank };
}

/** From the innermost list outwards, drops lists that are empty, and the zeros and releases at the end of each list. */
function normalise(chain: readonly List[]): List {
  for (let k = chain.length - 1; k >= 0; k--) {
    const list = chain[k]!;
    if (list.rest !== undefined && list.rest.items.length === 0 && list.rest.rest === undefined) list.rest = undefined;
    while (list.items.length > 0 && isNull(list.items.at(-1)!)) list.items.pop();
  }
  return chain[0]!;
}
