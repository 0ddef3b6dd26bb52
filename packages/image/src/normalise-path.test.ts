import { expect, it } from 'vitest';
import { normalisePath } from './normalise-path.ts';

it.each`
  name                | expected
  ${'a/b'}            | ${'a/b'}
  ${'./a/b/'}         | ${'a/b'}
  ${'/a//b'}          | ${'a/b'}
  ${'a/./b/../c'}     | ${'a/c'}
  ${'./'}             | ${''}
  ${''}               | ${''}
  ${'..a/b..'}        | ${'..a/b..'}
  ${'.wh.a'}          | ${'.wh.a'}
  ${'..'}             | ${undefined}
  ${'a/../../b'}      | ${undefined}
  ${'/../etc/passwd'} | ${undefined}
  ${'a\0b'}           | ${undefined}
`('normalisePath("$name") is $expected', ({ name, expected }) => {
  expect(normalisePath(name)).toBe(expected);
});
