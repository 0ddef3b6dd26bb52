import { endOfDigits } from './characters.ts';
import { compareDigits } from './compare-runs.ts';
import { invalidVersion } from './invalid-version.ts';

/**
 * Orders two versions that are lists of numbers, number by number; a list sorts before its continuations (`1.0 < 1.0.0`).
 *
 * @param separators the signs that may stand between two numbers
 * @throws PlimsollError INVALID_VERSION if a text is anything else
 */
export function compareNumberLists(a: string, b: string, kind: string, separators: string): number {
  validate(a, kind, separators);
  validate(b, kind, separators);
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const iEnd = endOfDigits(a, i, a.length);
    const jEnd = endOfDigits(b, j, b.length);
    const order = compareDigits(a, i, iEnd, b, j, jEnd);
    if (order !== 0) return order;
    i = iEnd + 1;
    j = jEnd + 1;
  }
  return Number(i < a.length) - Number(j < b.length);
}

function validate(version: string, kind: string, separators: string): void {
  for (let i = 0; ;) {
    const end = endOfDigits(version, i, version.length);
    if (end === i) throw invalidVersion(kind, version, `has no number at position ${i + 1}`);
    if (end === version.length) return;
    if (!separators.includes(version.charAt(end)))
      throw invalidVersion(kind, version, `has an unexpected ${JSON.stringify(version.charAt(end))}`);
    i = end + 1;
  }
}
