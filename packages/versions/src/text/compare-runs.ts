import { isDigit, toLower } from './characters.ts';

/** Compares two runs of digits of any length by value; an empty run is 0. `Number` would lose dates and hashes above 2^53. */
export function compareDigits(a: string, aStart: number, aEnd: number, b: string, bStart: number, bEnd: number): number {
  let i = aStart;
  let j = bStart;
  while (i < aEnd && a.charCodeAt(i) === 48) i++;
  while (j < bEnd && b.charCodeAt(j) === 48) j++;
  if (aEnd - i !== bEnd - j) return aEnd - i - (bEnd - j);
  for (; i < aEnd; i++, j++) {
    const order = a.charCodeAt(i) - b.charCodeAt(j);
    if (order !== 0) return order;
  }
  return 0;
}

/** Compares two parts of texts code by code; a part sorts before its continuations. */
export function compareText(a: string, aStart: number, aEnd: number, b: string, bStart: number, bEnd: number): number {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  for (let k = 0; k < length; k++) {
    const order = a.charCodeAt(aStart + k) - b.charCodeAt(bStart + k);
    if (order !== 0) return order;
  }
  return aEnd - aStart - (bEnd - bStart);
}

/** `compareText` with the ASCII letters taken as lower case. */
export function compareTextIgnoringCase(a: string, aStart: number, aEnd: number, b: string, bStart: number, bEnd: number): number {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  for (let k = 0; k < length; k++) {
    const order = toLower(a.charCodeAt(aStart + k)) - toLower(b.charCodeAt(bStart + k));
    if (order !== 0) return order;
  }
  return aEnd - aStart - (bEnd - bStart);
}

/** Compares `1.2.3` with `1.2` number by number, missing ones as 0. Both ranges hold digits and single separators only. */
export function compareNumbers(a: string, aStart: number, aEnd: number, b: string, bStart: number, bEnd: number): number {
  let i = aStart;
  let j = bStart;
  while (i < aEnd || j < bEnd) {
    const x = i;
    const y = j;
    while (i < aEnd && isDigit(a.charCodeAt(i))) i++;
    while (j < bEnd && isDigit(b.charCodeAt(j))) j++;
    const order = compareDigits(a, x, i, b, y, j);
    if (order !== 0) return order;
    i++;
    j++;
  }
  return 0;
}

/** Whether the part of the text is not empty and all digits. */
export function isNumber(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return start < end;
}
