import { expect, it } from 'vitest';
import { distroOf } from './distro.ts';

it.each`
  namespace     | distro                   | id                       | versionId
  ${'debian'}   | ${'debian-12'}           | ${'debian'}              | ${'12'}
  ${'debian'}   | ${'debian-12.15'}        | ${'debian'}              | ${'12'}
  ${'debian'}   | ${'bookworm'}            | ${'debian'}              | ${'12'}
  ${'debian'}   | ${'debian-bookworm'}     | ${'debian'}              | ${'12'}
  ${'ubuntu'}   | ${'ubuntu-22.04'}        | ${'ubuntu'}              | ${'22.04'}
  ${'alpine'}   | ${'alpine-3.20.3'}       | ${'alpine'}              | ${'3.20.3'}
  ${'alpine'}   | ${'3.20.3'}              | ${'alpine'}              | ${'3.20.3'}
  ${'wolfi'}    | ${'wolfi'}               | ${'wolfi'}               | ${''}
  ${'redhat'}   | ${'rhel-9.4'}            | ${'rhel'}                | ${'9.4'}
  ${'redhat'}   | ${'redhat-9.4'}          | ${'rhel'}                | ${'9.4'}
  ${'redhat'}   | ${''}                    | ${'rhel'}                | ${''}
  ${'opensuse'} | ${'opensuse-leap-15.6'}  | ${'opensuse-leap'}       | ${'15.6'}
  ${'opensuse'} | ${'opensuse.leap-15.6'}  | ${'opensuse-leap'}       | ${'15.6'}
  ${'opensuse'} | ${'opensuse-tumbleweed'} | ${'opensuse-tumbleweed'} | ${''}
`('$namespace $distro is $id $versionId', ({ namespace, distro, id, versionId }: Record<string, string>) => {
  expect(distroOf(namespace!, distro!)).toMatchObject({ id, versionId });
});

it('is undefined if nothing is named', () => {
  expect(distroOf('', '')).toBeUndefined();
});
