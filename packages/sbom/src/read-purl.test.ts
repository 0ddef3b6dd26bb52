import { purlOfPackage } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { readPurl } from './read-purl.ts';

it.each`
  purl                                                                                           | pkg
  ${'pkg:deb/debian/libssl3@3.0.20-1?arch=amd64&distro=debian-12&upstream=openssl'}              | ${{ type: 'deb', name: 'libssl3', version: '3.0.20-1', arch: 'amd64', source: { name: 'openssl', version: '3.0.20-1' } }}
  ${'pkg:deb/debian/a@1%3A2.0%2Bb1?arch=amd64&upstream=b%401%3A2.0'}                             | ${{ version: '1:2.0+b1', source: { name: 'b', version: '1:2.0' } }}
  ${'pkg:deb/debian/openssl@3.0.20-1?arch=source&distro=debian-12'}                              | ${{ name: 'openssl', arch: 'source' }}
  ${'pkg:rpm/redhat/bind-libs@9.11-1.el8?arch=x86_64&epoch=32&upstream=bind-9.11-1.el8.src.rpm'} | ${{ version: '32:9.11-1.el8', source: { name: 'bind', version: '32:9.11-1.el8' } }}
  ${'pkg:rpm/redhat/nodejs@18-1?rpmmod=nodejs%3A18'}                                             | ${{ module: 'nodejs:18' }}
  ${'pkg:npm/%40a/b@1.0.0'}                                                                      | ${{ type: 'npm', name: '@a/b', version: '1.0.0' }}
  ${'pkg:maven/org.x/y@1.0'}                                                                     | ${{ type: 'maven', name: 'org.x:y' }}
  ${'pkg:golang/github.com/a/b@1.2.3'}                                                           | ${{ type: 'golang', name: 'github.com/a/b', version: 'v1.2.3' }}
  ${'pkg:golang/stdlib@v1.21.3'}                                                                 | ${{ name: 'stdlib', version: 'v1.21.3' }}
  ${'pkg:composer/a/b@1'}                                                                        | ${{ name: 'a/b' }}
  ${'pkg:npm/without-version'}                                                                   | ${{ version: '' }}
`('reads $purl', ({ purl, pkg }: { purl: string; pkg: object }) => {
  expect(readPurl(purl)?.package).toMatchObject(pkg);
});

it.each([
  'pkg:deb/debian/libssl3@3.0.20-1~deb12u2?arch=amd64&distro=debian-12',
  'pkg:rpm/redhat/bind-libs@9.11-1.el8?arch=x86_64&distro=rhel-8.10&epoch=32',
  'pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.3',
  'pkg:pypi/flask-login@0.6.3',
  'pkg:golang/github.com/Masterminds/semver/v3@v3.2.0',
])('gives back what it read: %s', (purl) => {
  const read = readPurl(purl);

  expect(purlOfPackage(read!.package, read!.os)).toBe(purl);
});

it.each(['pkg:oci/web@sha256:00', 'pkg:hex/phoenix@1.0', 'pkg:github/a/b@1'])('does not know %s', (purl) => {
  expect(readPurl(purl)).toBeUndefined();
});

it.each(['', 'lodash@1', 'pkg:', 'pkg:npm/%E0%A4%A', `pkg:npm/${'a'.repeat(5000)}`])('refuses %j', (purl) => {
  expect(() => readPurl(purl)).toThrow(expect.objectContaining({ code: 'MALFORMED_RECORD' }));
});
