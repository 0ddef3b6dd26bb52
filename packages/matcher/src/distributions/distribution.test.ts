import { expect, it } from 'vitest';
import { majorOf, minorOf } from './distribution.ts';

it.each`
  versionId              | major   | minor
  ${'9.4'}               | ${'9'}  | ${'9.4'}
  ${'3.20.3'}            | ${'3'}  | ${'3.20'}
  ${'12'}                | ${'12'} | ${undefined}
  ${'3.21.0_alpha20240'} | ${'3'}  | ${undefined}
  ${''}                  | ${''}   | ${undefined}
`('"$versionId" is of major $major and minor $minor', ({ versionId, major, minor }) => {
  expect([majorOf(versionId), minorOf(versionId)]).toEqual([major, minor]);
});
