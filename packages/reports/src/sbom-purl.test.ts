import { expect, it } from 'vitest';
import { sbomPurl } from './sbom-purl.ts';

const entry = { licenses: [], locations: [] };

it('is the purl itself for a package that is matched as it is', () => {
  expect(sbomPurl({ ...entry, purl: 'pkg:npm/%40a/b@1.0.0' })).toBe('pkg:npm/%40a/b@1.0.0');
});

it.each`
  purl                                          | source                                    | expected
  ${'pkg:deb/debian/libssl3@3.0.20?arch=amd64'} | ${{ name: 'openssl', version: '3.0.20' }} | ${'pkg:deb/debian/libssl3@3.0.20?arch=amd64&upstream=openssl'}
  ${'pkg:deb/debian/bash@5.2-1?arch=amd64'}     | ${{ name: 'bash', version: '5.2-1' }}     | ${'pkg:deb/debian/bash@5.2-1?arch=amd64'}
  ${'pkg:deb/debian/a@1.0+b1?arch=amd64'}       | ${{ name: 'a', version: '1.0' }}          | ${'pkg:deb/debian/a@1.0+b1?arch=amd64&upstream=a%401.0'}
  ${'pkg:rpm/redhat/b@1-1?epoch=2'}             | ${{ name: 'c', version: '2:1-1' }}        | ${'pkg:rpm/redhat/b@1-1?epoch=2&upstream=c'}
`(
  'names the source of $purl',
  ({ purl, source, expected }: { purl: string; source: { name: string; version: string }; expected: string }) => {
    expect(sbomPurl({ ...entry, purl, source })).toBe(expected);
  },
);

it('names the module of an rpm', () => {
  expect(sbomPurl({ ...entry, purl: 'pkg:rpm/redhat/nodejs@18-1', module: 'nodejs:18' })).toBe(
    'pkg:rpm/redhat/nodejs@18-1?rpmmod=nodejs%3A18',
  );
});
