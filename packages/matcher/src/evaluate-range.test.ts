import type { RangeEvent, VersionRange } from '@plimsoll/advisories';
import { compareSemver } from '@plimsoll/versions';
import { expect, it } from 'vitest';
import { evaluateRange, type Order } from './evaluate-range.ts';

const order: Order = { compare: compareSemver, compareToBound: compareSemver };

/** `0 !2 3 !4`: introduced in 0, fixed in 2, introduced in 3, fixed in 4; `=2` last affected; `|2` limit. Numbers are majors. */
function rangeOf(text: string): VersionRange {
  const events = text.split(' ').map((word): RangeEvent => {
    const version = (from: number): string => (word.slice(from) === '0' ? '0' : `${word.slice(from)}.0.0`);
    if (word.startsWith('!')) return { fixed: version(1) };
    if (word.startsWith('=')) return { lastAffected: version(1) };
    return word.startsWith('|') ? { limit: version(1) } : { introduced: version(0) };
  });
  return { type: 'SEMVER', events };
}

it.each`
  range          | version         | words                   | comparison                        | fixed
  ${'0 !2'}      | ${'1.0.0'}      | ${'< 2.0.0'}            | ${'1.0.0 < 2.0.0'}                | ${['2.0.0']}
  ${'0 !2'}      | ${'0.0.0-rc.1'} | ${'< 2.0.0'}            | ${'0.0.0-rc.1 < 2.0.0'}           | ${['2.0.0']}
  ${'1 !2'}      | ${'1.0.0'}      | ${'>= 1.0.0, < 2.0.0'}  | ${'1.0.0 < 2.0.0'}                | ${['2.0.0']}
  ${'1 =2'}      | ${'2.0.0'}      | ${'>= 1.0.0, <= 2.0.0'} | ${'2.0.0 <= 2.0.0'}               | ${[]}
  ${'1'}         | ${'7.0.0'}      | ${'>= 1.0.0'}           | ${'7.0.0 >= 1.0.0'}               | ${[]}
  ${'0'}         | ${'7.0.0'}      | ${'all versions'}       | ${'7.0.0 is one of all versions'} | ${[]}
  ${'0 |2'}      | ${'1.0.0'}      | ${'< 2.0.0'}            | ${'1.0.0 < 2.0.0'}                | ${[]}
  ${'!4 3 !2 0'} | ${'3.5.0'}      | ${'>= 3.0.0, < 4.0.0'}  | ${'3.5.0 < 4.0.0'}                | ${['4.0.0']}
  ${'0 !2 3 !4'} | ${'1.0.0'}      | ${'< 2.0.0'}            | ${'1.0.0 < 2.0.0'}                | ${['2.0.0', '4.0.0']}
  ${'0 !2 2'}    | ${'2.0.0'}      | ${'>= 2.0.0'}           | ${'2.0.0 >= 2.0.0'}               | ${[]}
`('$range holds $version: $words', ({ range, version, words, comparison, fixed }) => {
  expect(evaluateRange(rangeOf(range), version, order)).toEqual({ range: words, comparison, fixed });
});

it.each`
  range          | version
  ${'0 !2'}      | ${'2.0.0'}
  ${'1 !2'}      | ${'1.0.0-rc.1'}
  ${'1 =2'}      | ${'2.0.1'}
  ${'0 |2'}      | ${'2.0.0'}
  ${'0 !2 3 !4'} | ${'2.5.0'}
  ${'2 !2'}      | ${'2.0.0'}
  ${'0 !0'}      | ${'2.0.0'}
  ${'!2'}        | ${'1.0.0'}
`('$range does not hold $version', ({ range, version }) => {
  expect(evaluateRange(rangeOf(range), version, order)).toBeUndefined();
});

it('refuses a range with a bound that is no version', () => {
  expect(() => evaluateRange({ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: 'soon' }] }, '1.0.0', order)).toThrow(
    expect.objectContaining({ code: 'INVALID_VERSION' }) as Error,
  );
});
