import { expect, it } from 'vitest';
import { stdlibVersion } from './stdlib-version.ts';

it.each`
  goVersion                            | expected
  ${'go1.26.8'}                        | ${'v1.26.8'}
  ${'go1.20'}                          | ${'v1.20.0'}
  ${'go1.21rc2'}                       | ${'v1.21.0-rc.2'}
  ${'go1.18beta1'}                     | ${'v1.18.0-beta.1'}
  ${'go1.22.1 X:loopvar'}              | ${'v1.22.1'}
  ${'go1.26.1-X:nodwarf5'}             | ${'v1.26.1'}
  ${'go1.21.3 (Red Hat 1.21.3-1.el9)'} | ${'v1.21.3'}
  ${'go1.20.4+patch'}                  | ${'v1.20.4'}
  ${'devel go1.22-0123abc Mon Jan 1'}  | ${''}
  ${'go1.2.3.4'}                       | ${''}
  ${'gone'}                            | ${''}
`('$goVersion is $expected', ({ goVersion, expected }) => {
  expect(stdlibVersion(goVersion)).toBe(expected);
});
