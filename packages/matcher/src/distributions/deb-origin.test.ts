import { expect, it } from 'vitest';
import { isThirdPartyDeb } from './deb-origin.ts';

it.each`
  vendor                                         | version                   | foreign
  ${'Docker <support@docker.com>'}               | ${'5:26.1.0-1~debian.12'} | ${true}
  ${'NVIDIA <x@linux.nvidia.com>'}               | ${'12.4.1-1'}             | ${true}
  ${'Nobody <x@notdocker.com>'}                  | ${'1.0-1'}                | ${false}
  ${'Microsoft <x@microsoft.com>'}               | ${'1.0-1+deb12u1'}        | ${false}
  ${'Team <team+postgresql@tracker.debian.org>'} | ${'16.3-1.pgdg120+1'}     | ${true}
  ${'Ubuntu <ubuntu-devel@lists.ubuntu.com>'}    | ${'1.0-1'}                | ${false}
  ${undefined}                                   | ${'1.0-1'}                | ${false}
`('$version by $vendor is foreign: $foreign', ({ vendor, version, foreign }) => {
  expect(isThirdPartyDeb({ type: 'deb', name: 'x', version, vendor, licenses: [] })).toBe(foreign);
});

it('is not slowed down by a long maintainer', () => {
  expect(isThirdPartyDeb({ type: 'deb', name: 'x', version: '1', vendor: '@a.'.repeat(200_000), licenses: [] })).toBe(false);
});
