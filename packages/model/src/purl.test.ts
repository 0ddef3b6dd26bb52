import { expect, it } from 'vitest';
import { purlOfPackage, purlOfSubject } from './purl.ts';

const debian = { id: 'debian', idLike: [], versionId: '12', name: '' };
const rhel = { id: 'rhel', idLike: [], versionId: '9.4', name: '' };

it.each`
  pkg                                                                      | os           | purl
  ${{ type: 'deb', name: 'openssl', version: '1:3.0-1', arch: 'amd64' }}   | ${debian}    | ${'pkg:deb/debian/openssl@1%3A3.0-1?arch=amd64&distro=debian-12'}
  ${{ type: 'rpm', name: 'bash', version: '1:5.1-9.el9', arch: 'x86_64' }} | ${rhel}      | ${'pkg:rpm/redhat/bash@5.1-9.el9?arch=x86_64&distro=rhel-9.4&epoch=1'}
  ${{ type: 'apk', name: 'musl', version: '1.2.5-r0' }}                    | ${undefined} | ${'pkg:apk/musl@1.2.5-r0'}
  ${{ type: 'npm', name: '@acme/left', version: '1.0.0' }}                 | ${debian}    | ${'pkg:npm/%40acme/left@1.0.0'}
  ${{ type: 'pypi', name: 'Zope.Interface', version: '5.0' }}              | ${undefined} | ${'pkg:pypi/zope-interface@5.0'}
  ${{ type: 'maven', name: 'org.x:y', version: '1' }}                      | ${undefined} | ${'pkg:maven/org.x/y@1'}
  ${{ type: 'golang', name: 'github.com/a/b', version: 'v1.0.0' }}         | ${undefined} | ${'pkg:golang/github.com/a/b@v1.0.0'}
  ${{ type: 'golang', name: 'example.com/app', version: '' }}              | ${undefined} | ${'pkg:golang/example.com/app'}
`('$purl', ({ pkg, os, purl }) => {
  expect(decodeURIComponent(purlOfPackage({ licenses: [], ...pkg }, os))).toBe(decodeURIComponent(purl as string));
});

it.each`
  ecosystem        | release    | name         | version      | arch        | purl
  ${'Debian'}      | ${'12'}    | ${'openssl'} | ${'3.0-1'}   | ${'source'} | ${'pkg:deb/debian/openssl@3.0-1?arch=source&distro=debian-12'}
  ${'Alpine'}      | ${'v3.20'} | ${'musl'}    | ${'1.2-r0'}  | ${'source'} | ${'pkg:apk/alpine/musl@1.2-r0?arch=source&distro=alpine-3.20'}
  ${'Wolfi'}       | ${''}      | ${'glibc'}   | ${'2.40-r1'} | ${'source'} | ${'pkg:apk/wolfi/glibc@2.40-r1?arch=source&distro=wolfi'}
  ${'openSUSE'}    | ${'15.6'}  | ${'bash'}    | ${'4.4-1'}   | ${''}       | ${'pkg:rpm/opensuse/bash@4.4-1?distro=opensuse-15.6'}
  ${'Azure Linux'} | ${'3'}     | ${'bash'}    | ${'5.2-1'}   | ${''}       | ${'pkg:rpm/azurelinux/bash@5.2-1?distro=azurelinux-3'}
  ${'npm'}         | ${''}      | ${'left'}    | ${'1.0.0'}   | ${''}       | ${'pkg:npm/left@1.0.0'}
  ${'Odd'}         | ${''}      | ${'x'}       | ${'1'}       | ${''}       | ${'pkg:generic/x@1'}
`('$ecosystem: $purl', ({ purl, ...subject }) => {
  expect(purlOfSubject({ module: '', ...subject })).toBe(purl);
});
