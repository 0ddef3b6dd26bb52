import { expect, it } from 'vitest';
import { isBuiltBy } from './rpm-origin.ts';

it.each`
  vendor                                | official
  ${'SUSE LLC <https://www.suse.com/>'} | ${true}
  ${''}                                 | ${true}
  ${undefined}                          | ${true}
  ${'Fedora Project'}                   | ${false}
`('"$vendor" is official: $official', ({ vendor, official }) => {
  expect(isBuiltBy({ type: 'rpm', name: 'x', version: '1-1', vendor, licenses: [] }, ['SUSE', 'openSUSE'])).toBe(official);
});
