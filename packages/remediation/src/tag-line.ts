/**
 * How far a tag is from another one of its line: `refresh` the same version built later (a date), `patch` the third number or a later one,
 * `minor` the second number or the version of a variant (`alpine3.18`), `major` the first number.
 */
export type TagStep = 'refresh' | 'patch' | 'minor' | 'major';

/** The smallest first. */
export const STEPS: readonly TagStep[] = ['refresh', 'patch', 'minor', 'major'];

/** A tag taken apart: what it says, and the numbers it says it with. */
export interface TagVersion {
  /** The tag with its numbers left out: `#.#-slim`, `#-@` with `@` for a date. Tags of one line have the same. */
  readonly line: string;
  readonly numbers: readonly TagNumber[];
}

interface TagNumber {
  /** Digits without leading zeros: dates with a time are longer than a safe integer. */
  readonly digits: string;
  /** What it means if this number is the first that differs. */
  readonly step: TagStep;
}

/** Numbers between words: `1.4.0` is the version, `2` of `1.4.0-2` its revision, `3.18` of `1.4-alpine3.18` the version of a variant. */
type Group = 'version' | 'revision' | 'variant';

const MAX_TAG_LENGTH = 128;
const COMMIT = /^(?=.*[a-f])(?=.*\d)[0-9a-f]{7,40}$/;
const PART = /\d+|\D+/g;
/** `20260711`, `202607110930`, `20260711093015`. */
const DATE = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?$/;
const CALENDAR = /(?<!\d)(?:19|20)\d{2}[-.](?:0?[1-9]|1[0-2])[-.](?:0?[1-9]|[12]\d|3[01])(?!\d)/;

/** Takes a tag apart. Undefined for a tag without a version (`latest`, `bookworm-slim`, a commit id): it has no newer one. */
export function parseTag(tag: string): TagVersion | undefined {
  if (tag.length > MAX_TAG_LENGTH || COMMIT.test(tag)) return undefined;
  const text = tag.replace(/^v(?=\d)/, '').replace(CALENDAR, (date) => datesDigits(date));
  const parts = text.match(PART) ?? [];
  const numbers: TagNumber[] = [];
  let line = '';
  let position = 0;
  let group: Group = 'version';
  for (const part of parts) {
    if (!/^\d/.test(part)) {
      line += part;
      if (part !== '.' && numbers.length > 0) {
        group = /^[-_+]$/.test(part) ? 'revision' : 'variant';
        position = 0;
      }
      continue;
    }
    const isDate = DATE.test(part);
    line += isDate ? '@' : '#';
    numbers.push({ digits: part.replace(/^0+(?=\d)/, ''), step: isDate ? 'refresh' : stepOf(position, group) });
    position++;
  }
  return numbers.length === 0 ? undefined : { line, numbers };
}

/**
 * Orders two tags of one line.
 *
 * @returns negative if `a` is older, 0 if they say the same; undefined if they are not of one line
 */
export function compareTags(a: string, b: string): number | undefined {
  return compareVersions(parseTag(a), parseTag(b));
}

/** As `compareTags`, of tags that are taken apart already; undefined stands for one without a version. */
export function compareVersions(a: TagVersion | undefined, b: TagVersion | undefined): number | undefined {
  return differenceOf(a, b)?.order;
}

/** How far the newer tag is from the older one; undefined if it is not newer, or not of the same line. */
export function stepBetween(older: string, newer: string): TagStep | undefined {
  return versionStep(parseTag(older), parseTag(newer));
}

/** As `stepBetween`, of tags that are taken apart already. */
export function versionStep(older: TagVersion | undefined, newer: TagVersion | undefined): TagStep | undefined {
  const difference = differenceOf(older, newer);
  return difference === undefined || difference.order >= 0 ? undefined : difference.step;
}

function differenceOf(left: TagVersion | undefined, right: TagVersion | undefined): { order: number; step: TagStep } | undefined {
  if (left === undefined || right === undefined || left.line !== right.line) return undefined;
  for (const [index, number] of left.numbers.entries()) {
    const order = compareDigits(number.digits, right.numbers[index]!.digits);
    if (order !== 0) return { order, step: number.step };
  }
  return { order: 0, step: 'refresh' };
}

function stepOf(position: number, group: Group): TagStep {
  if (group === 'revision') return 'patch';
  if (group === 'variant') return position < 2 ? 'minor' : 'patch';
  return position === 0 ? 'major' : position === 1 ? 'minor' : 'patch';
}

function compareDigits(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** `2026-7-1` as `20260701`. */
function datesDigits(date: string): string {
  const [year, month, day] = date.split(/[-.]/);
  return `${year}${month!.padStart(2, '0')}${day!.padStart(2, '0')}`;
}
