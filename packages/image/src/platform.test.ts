import { expect, it } from 'vitest';
import { formatPlatform, isPlatform, parsePlatform } from './platform.ts';

it.each(['linux/amd64', 'linux/arm/v7', 'windows/amd64'])('%s is read and written', (text) => {
  expect(formatPlatform(parsePlatform(text))).toBe(text);
});

it.each(['', 'linux', 'linux/', '/amd64', 'a/b/c/d'])('"%s" is refused', (text) => {
  expect(() => parsePlatform(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

it.each`
  have               | wanted              | expected
  ${'linux/amd64'}   | ${'linux/amd64'}    | ${true}
  ${'linux/arm/v7'}  | ${'linux/arm'}      | ${true}
  ${'linux/arm/v7'}  | ${'linux/arm/v6'}   | ${false}
  ${'linux/arm64'}   | ${'linux/arm64/v8'} | ${true}
  ${'linux/amd64'}   | ${'linux/amd64/v3'} | ${false}
  ${'windows/amd64'} | ${'linux/amd64'}    | ${false}
`('an image for $have serves who wants $wanted: $expected', ({ have, wanted, expected }) => {
  expect(isPlatform(parsePlatform(have), parsePlatform(wanted))).toBe(expected);
});
