import { expect, it } from 'vitest';
import { isModularVersion, streamsOfTitle } from './alma-modules.ts';

it.each`
  title                                                                    | streams
  ${'Important: nodejs:18 security update'}                                | ${['nodejs:18']}
  ${'Moderate: virt:rhel and virt-devel:rhel security, bug fix, and more'} | ${['virt:rhel', 'virt-devel:rhel']}
  ${'Important: idm:DL1 security update'}                                  | ${['idm:DL1']}
  ${'Low: 389-ds:1.4 security and bug fix update'}                         | ${['389-ds:1.4']}
  ${'Important: varnish security update'}                                  | ${[]}
  ${''}                                                                    | ${[]}
`('reads $streams from "$title"', ({ title, streams }) => {
  expect(streamsOfTitle(title)).toEqual(streams);
});

it('is not slowed down by a long title', () => {
  expect(streamsOfTitle('a:'.repeat(500_000))).toEqual([]);
});

it.each`
  version                                   | modular
  ${'18.17.1-1.module_el9.2.0+36+853e48f5'} | ${true}
  ${'1.22.1-3.module+el8.8.0+1+f932b372'}   | ${true}
  ${'1.5.1-22.el9_5'}                       | ${false}
`('$version is modular: $modular', ({ version, modular }) => {
  expect(isModularVersion(version)).toBe(modular);
});
