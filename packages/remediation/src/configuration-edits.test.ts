import { describe, expect, it } from 'vitest';
import { configurationEdits } from './configuration-edits.ts';

function linesFor(failed: string[], ...dockerfile: string[]): string[] {
  return configurationEdits(failed, dockerfile).map(({ edit: { before, after } }) => `${before} => ${after}`);
}

describe('root', () => {
  it('gets a USER, or another one in place of the last', () => {
    expect(linesFor(['CIS-4.1'], 'FROM debian:12')).toEqual([' => USER 1000']);
    expect(linesFor(['CIS-4.1'], 'FROM debian:12', 'USER app', 'USER root')).toEqual(['USER root => USER 1000']);
  });
});

describe('port 22', () => {
  it.each`
    line                  | expected
    ${'EXPOSE 22'}        | ${['EXPOSE 22 => ']}
    ${'EXPOSE 22/tcp 80'} | ${['EXPOSE 22/tcp 80 => EXPOSE 80']}
    ${'EXPOSE 2222'}      | ${[]}
    ${'RUN 22'}           | ${[]}
  `('$line', ({ line, expected }) => expect(linesFor(['exposed-ssh'], 'FROM a', line)).toEqual(expected));
});

it('has one edit for a check that failed twice, and none for one that no line mends', () => {
  expect(linesFor(['CIS-4.1', 'CIS-4.1', 'CIS-4.10', 'constructor'], 'FROM a')).toHaveLength(1);
  expect(linesFor([], 'FROM a')).toEqual([]);
});
