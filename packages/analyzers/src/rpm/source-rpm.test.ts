import { expect, it } from 'vitest';
import { sourceOfRpm } from './source-rpm.ts';

it.each`
  sourceRpm                          | version           | name            | sourceVersion
  ${'util-linux-2.37-9.el9.src.rpm'} | ${'2.37-9.el9'}   | ${'util-linux'} | ${'2.37-9.el9'}
  ${'util-linux-2.37-9.el9.src.rpm'} | ${'1:2.37-9.el9'} | ${'util-linux'} | ${'1:2.37-9.el9'}
  ${'other-7-1.nosrc.rpm'}           | ${'1:2.37-9.el9'} | ${'other'}      | ${'7-1'}
  ${'(none)'}                        | ${'2.37-9.el9'}   | ${'libuuid'}    | ${'2.37-9.el9'}
  ${undefined}                       | ${'2.37-9.el9'}   | ${'libuuid'}    | ${'2.37-9.el9'}
  ${'x.src.rpm'}                     | ${'2.37-9.el9'}   | ${'libuuid'}    | ${'2.37-9.el9'}
  ${'-1-2.src.rpm'}                  | ${'2.37-9.el9'}   | ${'libuuid'}    | ${'2.37-9.el9'}
`('libuuid $version of $sourceRpm comes from $name $sourceVersion', ({ sourceRpm, version, name, sourceVersion }) => {
  expect(sourceOfRpm('libuuid', version, sourceRpm)).toEqual({ name, version: sourceVersion });
});
