import { expect, it } from 'vitest';
import { compareDigits, compareNumbers, compareText, compareTextIgnoringCase, isNumber } from './compare-runs.ts';

it.each`
  compare                    | a                     | b                     | sign
  ${compareDigits}           | ${''}                 | ${'000'}              | ${0}
  ${compareDigits}           | ${'007'}              | ${'7'}                | ${0}
  ${compareDigits}           | ${'10'}               | ${'9'}                | ${1}
  ${compareDigits}           | ${'9007199254740992'} | ${'9007199254740993'} | ${-1}
  ${compareText}             | ${'a'}                | ${'ab'}               | ${-1}
  ${compareText}             | ${'B'}                | ${'a'}                | ${-1}
  ${compareTextIgnoringCase} | ${'B'}                | ${'a'}                | ${1}
  ${compareTextIgnoringCase} | ${'ALPHA'}            | ${'alpha'}            | ${0}
  ${compareNumbers}          | ${'1.0'}              | ${'1'}                | ${0}
  ${compareNumbers}          | ${'1.0.1'}            | ${'1'}                | ${1}
`('$a to $b is $sign', ({ compare, a, b, sign }: { compare: typeof compareDigits; a: string; b: string; sign: number }) => {
  expect(Math.sign(compare(a, 0, a.length, b, 0, b.length))).toBe(sign);
});

it('looks only at the parts it is given', () => {
  expect(compareDigits('x12y', 1, 3, '12', 0, 2)).toBe(0);
  expect(isNumber('x12y', 1, 3)).toBe(true);
  expect(isNumber('x12y', 1, 4)).toBe(false);
  expect(isNumber('12', 1, 1)).toBe(false);
});
