/** Whether the UTF-16 code is an ASCII digit; false for `NaN`, the code past the end of a text. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether the UTF-16 code is an ASCII letter. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Whether the UTF-16 code is an ASCII blank: space, tab, line feed, vertical tab, form feed or carriage return. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The code in lower case, ASCII letters only. */
export function toLower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Where the run of digits that begins at `start` ends; `start` itself if there is none. */
export function endOfDigits(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && isDigit(text.charCodeAt(i))) i++;
  return i;
}

/** The first index from `start` on that holds no blank. */
export function skipBlanks(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** The end of `text` without its blanks at the end. */
export function endWithoutBlanks(text: string, start: number): number {
  let end = text.length;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}
