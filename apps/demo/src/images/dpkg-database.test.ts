import { describe, expect, it } from 'vitest';
import { dpkgDatabase, withPackages } from './dpkg-database.ts';

describe('dpkgDatabase', () => {
  it('lists everything installed, and the files of what was added', () => {
    const files = dpkgDatabase(
      [
        ['zlib1g', '1:1.2.13', 'zlib'],
        ['tzdata', '2025a-0'],
      ],
      [['zlib1g', '1:1.2.13', 'zlib']],
    );

    expect(Object.keys(files)).toEqual(['var/lib/dpkg/status', 'var/lib/dpkg/info/zlib1g.list', 'usr/share/doc/zlib1g/copyright']);
    const [first, second] = files['var/lib/dpkg/status']!.split('\n\n');
    expect(first).toMatch(/^Package: tzdata\n[^]*Architecture: all\nVersion: 2025a-0\n/);
    expect(second).toMatch(/^Package: zlib1g\n[^]*Architecture: amd64\nSource: zlib\nVersion: 1:1\.2\.13\n/);
  });
});

describe('withPackages', () => {
  it('replaces by name and adds the rest', () => {
    expect(
      withPackages(
        [
          ['a', '1'],
          ['b', '1'],
        ],
        [
          ['b', '2'],
          ['c', '1'],
        ],
      ),
    ).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', '1'],
    ]);
  });
});
