import { expect, it } from 'vitest';
import { rpmManifest } from './rpm-manifest.ts';
import { describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(rpmManifest);

it.each`
  path                                          | expected
  ${'var/lib/rpmmanifest/container-manifest-2'} | ${true}
  ${'var/lib/rpmmanifest/container-manifest-1'} | ${false}
`('matches("$path") is $expected', ({ path, expected }) => {
  expect(rpmManifest.matches(path)).toBe(expected);
});
