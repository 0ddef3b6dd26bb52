import { describe, expect, it } from 'vitest';
import { compareTags, parseTag, stepBetween } from './tag-line.ts';

describe('newer tags of the same line', () => {
  it.each`
    older                       | newer                       | step
    ${'12-20260711'}            | ${'12-20261120'}            | ${'refresh'}
    ${'bookworm-20260711-slim'} | ${'bookworm-20261120-slim'} | ${'refresh'}
    ${'2026-07-11'}             | ${'2026-11-20'}             | ${'refresh'}
    ${'1.2-202607110930'}       | ${'1.2-202611200100'}       | ${'refresh'}
    ${'3.18'}                   | ${'3.19'}                   | ${'minor'}
    ${'3.9'}                    | ${'3.20'}                   | ${'minor'}
    ${'18-slim'}                | ${'20-slim'}                | ${'major'}
    ${'1.4.0'}                  | ${'1.5.0'}                  | ${'minor'}
    ${'1.4.0'}                  | ${'1.4.1'}                  | ${'patch'}
    ${'1.4.0'}                  | ${'2.0.0'}                  | ${'major'}
    ${'v1.4.0'}                 | ${'1.4.2'}                  | ${'patch'}
    ${'17.0.9_9-jre'}           | ${'17.0.9_11-jre'}          | ${'patch'}
    ${'18-alpine3.18'}          | ${'18-alpine3.19'}          | ${'minor'}
    ${'18-alpine3.18'}          | ${'20-alpine3.18'}          | ${'major'}
    ${'1.4.0-rc1'}              | ${'1.4.0-rc2'}              | ${'minor'}
  `('$older -> $newer is a $step', ({ older, newer, step }) => {
    expect(stepBetween(older, newer)).toBe(step);
    expect(stepBetween(newer, older)).toBeUndefined();
    expect(compareTags(older, newer)).toBeLessThan(0);
  });
});

it.each`
  a            | b
  ${'18'}      | ${'20-slim'}
  ${'3.18'}    | ${'3.19.1'}
  ${'1.4.0'}   | ${'1.5.0-rc1'}
  ${'12-slim'} | ${'13-fat'}
  ${'latest'}  | ${'1'}
  ${'12-7'}    | ${'12-20261120'}
`('$a and $b are not of one line', ({ a, b }) => {
  expect(compareTags(a, b)).toBeUndefined();
  expect(stepBetween(a, b)).toBeUndefined();
});

it.each(['latest', 'bookworm-slim', '0a1b2c3', 'e83c5163316f89bfbde7d9ab23ca2e25604af290', '', '9'.repeat(200)])(
  '"%s" has no version',
  (tag) => {
    expect(parseTag(tag)).toBeUndefined();
  },
);

it('holds a tag equal to itself', () => {
  expect(compareTags('1.4.0', 'v1.04.0')).toBe(0);
  expect(stepBetween('1.4.0', '1.4.0')).toBeUndefined();
});

it('compares numbers past 2^53 by their digits', () => {
  expect(compareTags('1-90071992547409931', '1-90071992547409932')).toBeLessThan(0);
});

it('reads a hostile tag at once', () => {
  for (const tag of ['1-'.repeat(64), '2026-'.repeat(25)]) expect(() => parseTag(tag)).not.toThrow();
});
