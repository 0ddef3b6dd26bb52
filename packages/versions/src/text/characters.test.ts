import { expect, it } from 'vitest';
import { endOfDigits, endWithoutBlanks, isBlank, isDigit, isLetter, skipBlanks, toLower } from './characters.ts';

const codes = (text: string): number[] => Array.from(text, (sign) => sign.charCodeAt(0));

it('knows ASCII only, and nothing past the end', () => {
  expect(codes('09a٣é').map(isDigit)).toEqual([true, true, false, false, false]);
  expect(codes('azAZ@[é').map(isLetter)).toEqual([true, true, true, true, false, false, false]);
  expect(codes(' \t\n\r\u00A0x').map(isBlank)).toEqual([true, true, true, true, false, false]);
  expect([isDigit(Number.NaN), isLetter(Number.NaN), isBlank(Number.NaN)]).toEqual([false, false, false]);
  expect(codes('AZ[é').map((code) => String.fromCharCode(toLower(code)))).toEqual(['a', 'z', '[', 'é']);
});

it('finds where runs end', () => {
  expect(endOfDigits('a123b', 1, 5)).toBe(4);
  expect(endOfDigits('a123', 1, 3)).toBe(3);
  expect(endOfDigits('a', 0, 1)).toBe(0);
  expect(skipBlanks('  a', 0, 3)).toBe(2);
  expect(endWithoutBlanks('a  ', 0)).toBe(1);
  expect(endWithoutBlanks('   ', 0)).toBe(0);
});
