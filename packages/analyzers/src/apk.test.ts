import { describe, expect, it } from 'vitest';
import { apk } from './apk.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(apk);

function read(text: string): ReturnType<typeof analyze> {
  return analyze(apk, 'lib/apk/db/installed', new TextEncoder().encode(text));
}

describe('os/apk', () => {
  it.each`
    path                          | expected
    ${'lib/apk/db/installed'}     | ${true}
    ${'usr/lib/apk/db/installed'} | ${true}
    ${'opt/lib/apk/db/installed'} | ${false}
    ${'lib/apk/db/installed.bak'} | ${false}
  `('matches("$path") is $expected', ({ path, expected }) => {
    expect(apk.matches(path)).toBe(expected);
  });

  it('reads lines of many megabytes', () => {
    const { packages } = read(`P:big\nD:${'so:libc.so.6 '.repeat(1_000_000)}\nV:1-r0\n`);

    expect(packages).toHaveLength(1);
  });

  it('believes the last of two records', () => {
    expect(read('P:a\nV:1-r0\n\nP:a\nV:2-r0\n').packages.map(({ version }) => version)).toEqual(['2-r0']);
  });

  it('takes a record at the end without a newline, and CRLF', () => {
    expect(read('P:a\r\nV:1-r0\r\n\r\nP:b\r\nV:2-r0').packages.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'a 1-r0',
      'b 2-r0',
    ]);
  });
});
