import type { OperatingSystem, Package } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { subjectOf } from './subject-of.ts';

function os(id: string, versionId: string): OperatingSystem {
  return { id, idLike: [], versionId, name: id };
}

function pkg(type: Package['type'], fields: Partial<Package> = {}): Package {
  return { type, name: 'libssl3', version: '3.0.20-1', licenses: [], source: { name: 'openssl', version: '3.0.20-2' }, ...fields };
}

describe('a package is named as its distribution names it', () => {
  it.each`
    id                       | versionId     | type     | ecosystem        | release         | name         | version       | arch
    ${'debian'}              | ${'12'}       | ${'deb'} | ${'Debian'}      | ${'12'}         | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'ubuntu'}              | ${'22.04'}    | ${'deb'} | ${'Ubuntu'}      | ${'22.04'}      | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'alpine'}              | ${'3.20.3'}   | ${'apk'} | ${'Alpine'}      | ${'v3.20'}      | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'wolfi'}               | ${'20230201'} | ${'apk'} | ${'Wolfi'}       | ${''}           | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'chainguard'}          | ${'20230214'} | ${'apk'} | ${'Chainguard'}  | ${''}           | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'almalinux'}           | ${'9.4'}      | ${'rpm'} | ${'AlmaLinux'}   | ${'9'}          | ${'libssl3'} | ${'3.0.20-1'} | ${''}
    ${'rhel'}                | ${'9.4'}      | ${'rpm'} | ${'Red Hat'}     | ${'9'}          | ${'libssl3'} | ${'3.0.20-1'} | ${''}
    ${'rocky'}               | ${'9.4'}      | ${'rpm'} | ${'Rocky Linux'} | ${'9'}          | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'sles'}                | ${'15.6'}     | ${'rpm'} | ${'SUSE'}        | ${'15.6'}       | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'opensuse-leap'}       | ${'15.6'}     | ${'rpm'} | ${'openSUSE'}    | ${'Leap 15.6'}  | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'opensuse-tumbleweed'} | ${'20260101'} | ${'rpm'} | ${'openSUSE'}    | ${'Tumbleweed'} | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
    ${'azurelinux'}          | ${'3.0'}      | ${'rpm'} | ${'Azure Linux'} | ${'3'}          | ${'openssl'} | ${'3.0.20-2'} | ${'source'}
  `('$id $versionId', ({ id, versionId, type, ecosystem, release, name, version, arch }) => {
    expect(subjectOf(pkg(type), os(id, versionId))).toEqual({ subject: { ecosystem, release, name, version, arch, module: '' } });
  });

  it('without a source, by itself', () => {
    const { source: _, ...bare } = pkg('deb');

    expect(subjectOf(bare, os('debian', '12'))).toMatchObject({ subject: { name: 'libssl3', version: '3.0.20-1', arch: 'source' } });
  });

  it('with the stream of its module', () => {
    const module = 'nodejs:18:8090020231019133024:a75119d5:x86_64';

    expect(subjectOf(pkg('rpm', { module }), os('almalinux', '9'))).toMatchObject({ subject: { module: 'nodejs:18' } });
  });
});

describe('a package is not matched, and that is said', () => {
  it.each`
    case                             | system                              | type     | code
    ${'no os-release'}               | ${undefined}                        | ${'deb'} | ${'UNKNOWN_DISTRIBUTION'}
    ${'an unknown distribution'}     | ${os('kali', '2026')}               | ${'deb'} | ${'UNKNOWN_DISTRIBUTION'}
    ${'a package of another family'} | ${os('alpine', '3.20.0')}           | ${'deb'} | ${'UNKNOWN_DISTRIBUTION'}
    ${'Debian without a release'}    | ${os('debian', '')}                 | ${'deb'} | ${'NO_ADVISORIES_FOR_RELEASE'}
    ${'Alpine edge'}                 | ${os('alpine', '3.21_alpha202409')} | ${'apk'} | ${'NO_ADVISORIES_FOR_RELEASE'}
  `('$case', ({ system, type, code }) => {
    expect(subjectOf(pkg(type), system)).toMatchObject({ problem: { code } });
  });

  it.each`
    type     | system                   | vendor                                                 | version                   | official
    ${'deb'} | ${os('debian', '12')}    | ${'Docker <support@docker.com>'}                       | ${'5:26.1.0-1~debian.12'} | ${false}
    ${'deb'} | ${os('debian', '12')}    | ${'NGINX Packaging <nginx-packaging@f5.com>'}          | ${'1.27.0-2~bookworm'}    | ${false}
    ${'deb'} | ${os('debian', '12')}    | ${'Team <team+postgresql@tracker.debian.org>'}         | ${'16.3-1.pgdg120+1'}     | ${false}
    ${'deb'} | ${os('debian', '12')}    | ${'Debian OpenSSL Team <pkg@alioth-lists.debian.net>'} | ${'3.0.20-1~deb12u2'}     | ${true}
    ${'deb'} | ${os('debian', '12')}    | ${'Somebody <me@example.test>'}                        | ${'1.0-1'}                | ${true}
    ${'deb'} | ${os('ubuntu', '22.04')} | ${'Microsoft <x@microsoft.com>'}                       | ${'1.0-1ubuntu2'}         | ${true}
    ${'deb'} | ${os('ubuntu', '22.04')} | ${'Microsoft <x@microsoft.com>'}                       | ${'8.0.1-1'}              | ${false}
    ${'rpm'} | ${os('almalinux', '9')}  | ${'AlmaLinux'}                                         | ${'1-1.el9'}              | ${true}
    ${'rpm'} | ${os('almalinux', '9')}  | ${'Fedora Project'}                                    | ${'1-1.el9'}              | ${false}
    ${'rpm'} | ${os('rhel', '9')}       | ${'Red Hat, Inc.'}                                     | ${'1-1.el9'}              | ${true}
  `('$version by $vendor is official: $official', ({ type, system, vendor, version, official }) => {
    expect('subject' in subjectOf(pkg(type, { vendor, version }), system)).toBe(official);
  });
});

describe('a package is not matched, and that needs no saying', () => {
  it.each`
    case                   | type         | fields
    ${'without a version'} | ${'golang'}  | ${{ version: '' }}
    ${'a signing key'}     | ${'rpm'}     | ${{ name: 'gpg-pubkey' }}
    ${'a generic file'}    | ${'generic'} | ${{}}
  `('$case', ({ type, fields }) => {
    expect(subjectOf(pkg(type, fields), os('almalinux', '9'))).toHaveProperty('unmatched');
  });
});
