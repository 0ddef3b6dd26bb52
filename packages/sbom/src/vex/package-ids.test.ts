import { expect, it } from 'vitest';
import { fitsPurl, packageKey, parsePurl } from './package-ids.ts';

it.each`
  wanted                                 | purl                                                 | fits
  ${'pkg:npm/a'}                         | ${'pkg:npm/a@1'}                                     | ${true}
  ${'pkg:npm/a@2'}                       | ${'pkg:npm/a@1'}                                     | ${false}
  ${'pkg:pypi/a'}                        | ${'pkg:npm/a@1'}                                     | ${false}
  ${'pkg:npm/%40b/a@1'}                  | ${'pkg:npm/a@1'}                                     | ${false}
  ${'pkg:deb/debian/a?distro=debian-11'} | ${'pkg:deb/debian/a@1?arch=source&distro=debian-12'} | ${false}
  ${'pkg:deb/debian/a?vcs_url=x'}        | ${'pkg:deb/debian/a@1?arch=source&distro=debian-12'} | ${true}
  ${'pkg:rpm/redhat/a@1?epoch=2'}        | ${'pkg:rpm/redhat/a@1?epoch=1'}                      | ${false}
`('$wanted names $purl: $fits', ({ wanted, purl, fits }: { wanted: string; purl: string; fits: boolean }) => {
  expect(fitsPurl(parsePurl(wanted)!, parsePurl(purl)!)).toBe(fits);
});

it('reads no text that is no package URL, or has no end', () => {
  expect([parsePurl('left-pad'), parsePurl(`pkg:npm/${'a'.repeat(5000)}`)]).toEqual([undefined, undefined]);
});

it('tells packages apart by type, namespace and name', () => {
  expect(packageKey(parsePurl('pkg:npm/%40b/a@1')!)).not.toBe(packageKey(parsePurl('pkg:npm/a@1')!));
  expect(packageKey(parsePurl('pkg:npm/a@2')!)).toBe(packageKey(parsePurl('pkg:npm/a@1')!));
});
