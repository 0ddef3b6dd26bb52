import { expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

it.each`
  json                | limit | expected
  ${''}               | ${0}  | ${false}
  ${'1'}              | ${0}  | ${false}
  ${'[{}]'}           | ${2}  | ${false}
  ${'[{}]'}           | ${1}  | ${true}
  ${'[[],[],[]]'}     | ${2}  | ${false}
  ${'"[[["'}          | ${0}  | ${false}
  ${'["\\"[", [[]]]'} | ${2}  | ${true}
`('$json is deeper than $limit: $expected', ({ json, limit, expected }) => {
  expect(isDeeperThan(Buffer.from(json), limit)).toBe(expected);
});

it('looks at a hostile document once', () => {
  expect(isDeeperThan(Buffer.alloc(5_000_000, '['), 100)).toBe(true);
  expect(isDeeperThan(Buffer.alloc(5_000_000, '"'), 100)).toBe(false);
});
