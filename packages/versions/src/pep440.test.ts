import { describe, expect, it } from 'vitest';
import { comparePep440ToBound, pep440 } from './pep440.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(pep440, {
  pieces: ['0', '1', '9', '10', '.0', '.1', 'a', 'b1', 'rc', '.post', '-1', '.dev', '-', '_', '+', '+ab', 'V', '!'],
});

describe('comparePep440ToBound', () => {
  it.each`
    installed        | sign  | bound
    ${'2.0.1+cu118'} | ${0}  | ${'2.0.1'}
    ${'2.0.1+cu118'} | ${1}  | ${'2.0'}
    ${'2.0.1+cu118'} | ${-1} | ${'2.0.2'}
    ${'2.0.1+1'}     | ${-1} | ${'2.0.1+2'}
    ${'2.0.1'}       | ${-1} | ${'2.0.1+2'}
  `('$installed to $bound is $sign', ({ installed, sign, bound }: { installed: string; sign: number; bound: string }) => {
    expect(Math.sign(comparePep440ToBound(installed, bound))).toBe(sign);
    expect(pep440.compareToBound).toBe(comparePep440ToBound);
  });
});
