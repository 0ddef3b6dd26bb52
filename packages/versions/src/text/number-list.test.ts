import { expect, it } from 'vitest';
import { compareNumberLists } from './number-list.ts';

it.each`
  a        | b          | sign
  ${'1.2'} | ${'1.10'}  | ${-1}
  ${'1.2'} | ${'1.2.0'} | ${-1}
  ${'1-2'} | ${'1.02'}  | ${0}
`('$a to $b is $sign', ({ a, b, sign }: { a: string; b: string; sign: number }) => {
  expect(Math.sign(compareNumberLists(a, b, 'R', '.-'))).toBe(sign);
});

it('refuses another separator', () => {
  expect(() => compareNumberLists('1-2', '1', 'Hackage', '.')).toThrow(expect.objectContaining({ code: 'INVALID_VERSION' }));
});
