import { describe, expect, it } from 'vitest';
import { composer } from './composer.ts';
import { describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(composer);

describe('composer', () => {
  it.each`
    path                                        | expected
    ${'var/www/vendor/composer/installed.json'} | ${true}
    ${'var/www/libs/composer/installed.json'}   | ${true}
    ${'var/www/installed.json'}                 | ${false}
    ${'var/www/composer.json'}                  | ${false}
  `('matches("$path") is $expected', ({ path, expected }) => {
    expect(composer.matches(path)).toBe(expected);
  });
});
