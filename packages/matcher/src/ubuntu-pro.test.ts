import { expect, it } from 'vitest';
import { extendedReleaseOf } from './ubuntu-pro.ts';

it.each`
  ecosystem   | version                  | release
  ${'Ubuntu'} | ${'1.0-1ubuntu2.1+esm1'} | ${'Pro:18.04'}
  ${'Ubuntu'} | ${'1.0-1ubuntu2~esm2'}   | ${'Pro:18.04'}
  ${'Ubuntu'} | ${'1.0-1ubuntu2.1'}      | ${undefined}
  ${'Debian'} | ${'1.0-1+esm1'}          | ${undefined}
`('$version of $ecosystem comes from $release', ({ ecosystem, version, release }) => {
  expect(extendedReleaseOf({ ecosystem, release: '18.04', name: 'x', version, arch: 'source', module: '' })).toBe(release);
});
