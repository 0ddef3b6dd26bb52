import { describe, expect, it } from 'vitest';
import { dpkgFiles } from './dpkg-files.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(dpkgFiles);

describe('os/dpkg-files', () => {
  it.each`
    path                                    | expected
    ${'var/lib/dpkg/info/libc6:amd64.list'} | ${true}
    ${'var/lib/dpkg/info/bash.md5sums'}     | ${true}
    ${'var/lib/dpkg/info/bash.postinst'}    | ${false}
    ${'var/lib/dpkg/status.d/base.md5sums'} | ${true}
    ${'var/lib/dpkg/status.d/base'}         | ${false}
    ${'var/lib/dpkg/status.d/base.list'}    | ${false}
  `('matches("$path") is $expected', ({ path, expected }) => {
    expect(dpkgFiles.matches(path)).toBe(expected);
  });

  it('has nothing to say of a package without files', () => {
    expect(analyze(dpkgFiles, 'var/lib/dpkg/info/meta.list', new TextEncoder().encode('/.\n'))).toEqual({
      packages: [],
      problems: [],
      ownership: [],
    });
  });
});
