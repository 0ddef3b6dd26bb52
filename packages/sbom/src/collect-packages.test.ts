import { expect, it } from 'vitest';
import { collectPackages, type SbomEntry } from './collect-packages.ts';

const entry = (...purls: string[]): SbomEntry => ({ name: 'x', purls, licenses: [], paths: [''] });

it('takes the distribution of most packages, and tells of others', () => {
  const { os, problems } = collectPackages([
    entry('pkg:deb/debian/a@1?distro=debian-12&upstream=s'),
    entry('pkg:deb/ubuntu/b@1?distro=ubuntu-22.04'),
    entry('pkg:deb/debian/c@1?distro=debian-12'),
  ]);

  expect(os).toMatchObject({ id: 'debian', versionId: '12' });
  expect(problems).toEqual([
    {
      code: 'UNKNOWN_DISTRIBUTION',
      message: '1 packages say that they are of ubuntu 22.04, most of the others of debian 12: all were judged as the latter',
    },
  ]);
});

it('counts what it cannot use, once for each kind, and passes over images', () => {
  const { packages, problems } = collectPackages([
    entry(),
    entry(),
    entry('lodash'),
    entry('pkg:hex/phoenix@1'),
    entry('pkg:oci/web@sha256:00'),
    entry('pkg:hex/a@1', 'pkg:npm/a@1'),
  ]);

  expect(packages.map(({ package: { name } }) => name)).toEqual(['a']);
  expect(problems.map(({ code, message }) => [code, message])).toEqual([
    ['MALFORMED_RECORD', '2 entries have no package URL, and were not matched: "x"'],
    ['MALFORMED_RECORD', '1 entry has something that is not a package URL, and was not matched: "lodash"'],
    ['UNSUPPORTED_FORMAT', expect.stringContaining('the type "hex"') as string],
  ]);
});

it('tells if no source package is named, and not for source packages themselves', () => {
  expect(collectPackages([entry('pkg:deb/debian/libssl3@3?distro=debian-12')]).problems).toMatchObject([{ code: 'UNKNOWN_PACKAGE_NAME' }]);
  expect(collectPackages([entry('pkg:deb/debian/openssl@3?arch=source&distro=debian-12')]).problems).toEqual([]);
});

it('lists a package once for each place', () => {
  const { packages } = collectPackages([
    { ...entry('pkg:npm/a@1'), paths: ['x', 'y'] },
    { ...entry('pkg:npm/a@1'), paths: ['y'] },
  ]);

  expect(packages.map(({ path }) => path)).toEqual(['x', 'y']);
});

it('lets a document say the source package beside the purl', () => {
  const source = { name: 'openssl', version: '3' };

  expect(collectPackages([{ ...entry('pkg:deb/debian/libssl3@3'), source }]).packages[0]?.package.source).toEqual(source);
});
