import { expect, it } from 'vitest';
import { isStoreKey } from './keys.ts';

it.each`
  text        | isKey
  ${'abcd'}   | ${true}
  ${'üü'}     | ${true}
  ${'üüü'}    | ${false}
  ${'abcde'}  | ${false}
  ${''}       | ${false}
  ${'a\0b'}   | ${false}
  ${'a\x7fb'} | ${false}
`('"$text" can be a key of four bytes: $isKey', ({ text, isKey }) => {
  expect(isStoreKey(text, 4)).toBe(isKey);
});
