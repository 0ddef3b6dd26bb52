import { describe, expect, it } from 'vitest';
import { dpkg } from './dpkg.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(dpkg);

function read(text: string): ReturnType<typeof analyze> {
  return analyze(dpkg, 'var/lib/dpkg/status', new TextEncoder().encode(text));
}

describe('os/dpkg', () => {
  it.each`
    path                                    | expected
    ${'var/lib/dpkg/status'}                | ${true}
    ${'var/lib/dpkg/status.d/base'}         | ${true}
    ${'var/lib/dpkg/status.d/libc6.so'}     | ${true}
    ${'var/lib/dpkg/status.d/base.md5sums'} | ${false}
    ${'var/lib/dpkg/status.d/'}             | ${false}
    ${'var/lib/dpkg/status.d/a/b'}          | ${false}
    ${'var/lib/dpkg/status-old'}            | ${false}
    ${'rootfs/var/lib/dpkg/status'}         | ${false}
  `('matches("$path") is $expected', ({ path, expected }) => {
    expect(dpkg.matches(path)).toBe(expected);
  });

  it('makes one database of status.d', () => {
    expect(dpkg.database?.('var/lib/dpkg/status.d/base')).toBe('var/lib/dpkg/status.d');
    expect(dpkg.database?.('var/lib/dpkg/status')).toBe('var/lib/dpkg/status');
  });

  it.each`
    status                                | count
    ${'install ok installed'}             | ${1}
    ${'hold ok installed'}                | ${1}
    ${'install ok unpacked'}              | ${1}
    ${'install ok half-configured'}       | ${1}
    ${'install ok triggers-awaited'}      | ${1}
    ${'install ok triggers-pending'}      | ${1}
    ${'deinstall ok config-files'}        | ${0}
    ${'purge ok not-installed'}           | ${0}
    ${'install reinstreq half-installed'} | ${0}
  `('counts $count package in the state "$status"', ({ status, count }) => {
    const { packages, problems } = read(`Package: a\nStatus: ${status}\nVersion: 1\n`);

    expect(packages).toHaveLength(count);
    expect(problems).toEqual([]);
  });

  it('lists a package of an unknown state, and says so', () => {
    const { packages, problems } = read('Package: a\nStatus: install ok frobbed\nVersion: 1\n');

    expect(packages).toHaveLength(1);
    expect(problems).toEqual([
      { code: 'MALFORMED_RECORD', message: 'package "a" has the unknown status "install ok frobbed"; taken as installed' },
    ]);
  });

  it.each`
    field                      | name      | version
    ${''}                      | ${'libx'} | ${'2.36-9+b1'}
    ${'Source: x\n'}           | ${'x'}    | ${'2.36-9+b1'}
    ${'Source: x (2.36-9)\n'}  | ${'x'}    | ${'2.36-9'}
    ${'Source: x(1:2.36-9)\n'} | ${'x'}    | ${'1:2.36-9'}
    ${'Source: x (\n'}         | ${'x'}    | ${'2.36-9+b1'}
  `('takes the source $name $version from "$field"', ({ field, name, version }) => {
    expect(read(`Package: libx\nVersion: 2.36-9+b1\n${field}`).packages[0]?.source).toEqual({ name, version });
  });

  it('keeps one package of two architectures, and the last of two stanzas', () => {
    const { packages } = read(
      'Package: a\nArchitecture: i386\nVersion: 1\n\nPackage: a\nArchitecture: amd64\nVersion: 1\n\nPackage: a\nArchitecture: amd64\nVersion: 2\n',
    );

    expect(packages.map(({ arch, version }) => `${arch} ${version}`)).toEqual(['i386 1', 'amd64 2']);
  });
});
