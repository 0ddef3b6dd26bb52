import { describe, expect, it } from 'vitest';
import { osRelease } from './os-release.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(osRelease);

function read(text: string): ReturnType<typeof analyze> {
  return analyze(osRelease, 'etc/os-release', new TextEncoder().encode(text));
}

describe('os/os-release', () => {
  it.each`
    path                       | expected
    ${'etc/os-release'}        | ${true}
    ${'usr/lib/os-release'}    | ${true}
    ${'etc/lsb-release'}       | ${false}
    ${'rootfs/etc/os-release'} | ${false}
  `('matches("$path") is $expected', ({ path, expected }) => {
    expect(osRelease.matches(path)).toBe(expected);
  });

  it.each([
    ['NAME=plain', 'plain'],
    ['NAME="with blanks"', 'with blanks'],
    ["NAME='single $x \\ \"'", 'single $x \\ "'],
    [String.raw`NAME="a \"b\" \$c \\ \d"`, String.raw`a "b" $c \ \d`],
    [String.raw`NAME=a\ b`, 'a b'],
    ['NAME=a"b c"\'d\'', 'ab cd'],
    ['NAME=a # comment', 'a'],
    ['NAME=\r', ''],
  ])('unquotes %s', (line, name) => {
    expect(read(`${line}\n`)).toMatchObject({ os: { name }, problems: [] });
  });

  it('has no system without an assignment', () => {
    expect(read('# nothing\n\n')).toEqual({ packages: [], problems: [] });
  });
});
