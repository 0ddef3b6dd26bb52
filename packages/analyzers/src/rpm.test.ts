import { describe, expect, it } from 'vitest';
import { rpm } from './rpm.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';
import { buildHeader, buildNdb, nevra } from './testing/rpm-databases.ts';

describeAnalyzer(rpm);

describe('os/rpm', () => {
  it.each`
    path                                  | expected
    ${'var/lib/rpm/Packages'}             | ${true}
    ${'usr/lib/sysimage/rpm/Packages.db'} | ${true}
    ${'usr/share/rpm/rpmdb.sqlite'}       | ${true}
    ${'var/lib/rpm/rpmdb.sqlite-wal'}     | ${true}
    ${'var/lib/rpm/rpmdb.sqlite-shm'}     | ${false}
    ${'var/lib/rpm/Name'}                 | ${false}
    ${'rootfs/var/lib/rpm/Packages'}      | ${false}
  `('matches("$path") is $expected', ({ path, expected }) => {
    expect(rpm.matches(path)).toBe(expected);
  });

  it('believes the first bytes, not the name', () => {
    expect(analyze(rpm, 'var/lib/rpm/Packages', buildNdb([buildHeader(nevra('a', '1', '2'))])).packages).toMatchObject([
      { name: 'a', version: '1-2' },
    ]);
  });

  it('says what it cannot read', () => {
    expect(analyze(rpm, 'var/lib/rpm/Packages', new TextEncoder().encode('<html>')).problems).toEqual([
      { code: 'UNSUPPORTED_FORMAT', message: 'the rpm database starts with "<html>"; SQLite, NDB and Berkeley DB hash are read' },
    ]);
  });

  it('reports a write-ahead log that holds something', () => {
    expect(analyze(rpm, 'var/lib/rpm/rpmdb.sqlite-wal', new Uint8Array(4152)).problems).toMatchObject([{ code: 'UNSUPPORTED_FORMAT' }]);
    expect(analyze(rpm, 'var/lib/rpm/rpmdb.sqlite-wal', new Uint8Array()).problems).toEqual([]);
  });

  it('reports a package without a release, and reads on', () => {
    const { packages, problems } = analyze(
      rpm,
      'var/lib/rpm/Packages.db',
      buildNdb([buildHeader(nevra('a', '1', '')), Uint8Array.of(1), buildHeader(nevra('b', '1', '2'))]),
    );

    expect(packages).toMatchObject([{ name: 'b' }]);
    expect(problems).toEqual([
      { code: 'MALFORMED_RECORD', message: 'the package "a" has no name, version or release' },
      { code: 'MALFORMED_RECORD', message: 'a package header has 1 bytes' },
    ]);
  });

  it('says which tags of a package are damaged, and lists it', () => {
    const bytes = buildNdb([buildHeader([...nevra('a', '1', '2'), { tag: 1117, type: 7, value: Uint8Array.of(1) }])]);

    expect(analyze(rpm, 'var/lib/rpm/Packages.db', bytes)).toMatchObject({
      packages: [{ name: 'a' }],
      problems: [{ code: 'MALFORMED_RECORD', message: 'package "a" lacks what the damaged tags 1117 would say' }],
    });
  });
});
