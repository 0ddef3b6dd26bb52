import { expect, it } from 'vitest';
import { isNpmName, npmVersion } from './name.ts';

it.each`
  name               | expected
  ${'express'}       | ${true}
  ${'@types/node'}   | ${true}
  ${'JSONStream'}    | ${true}
  ${'lodash.once'}   | ${true}
  ${''}              | ${false}
  ${'.bin'}          | ${false}
  ${'@scope'}        | ${false}
  ${'a/b'}           | ${false}
  ${'a b'}           | ${false}
  ${'../escape'}     | ${false}
  ${'a'.repeat(215)} | ${false}
`('isNpmName("$name") is $expected', ({ name, expected }) => {
  expect(isNpmName(name)).toBe(expected);
});

it.each`
  version      | expected
  ${'1.2.3'}   | ${'1.2.3'}
  ${'v1.2.3'}  | ${'1.2.3'}
  ${'= 1.2.3'} | ${'1.2.3'}
  ${' 1.2.3 '} | ${'1.2.3'}
`('npmVersion("$version") is $expected', ({ version, expected }) => {
  expect(npmVersion(version)).toBe(expected);
});
