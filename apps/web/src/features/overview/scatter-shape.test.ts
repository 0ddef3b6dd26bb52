import type { ScatterRow } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { dotAfter, dotsOf, epssPercent, notDrawn, percent } from './scatter-shape.ts';

const row = (change: Partial<ScatterRow>): ScatterRow => ({ id: 'CVE-1', severity: 'high', exploited: false, images: 1, ...change });

it('places by CVSS and the square root of EPSS, and sizes by images', () => {
  const dots = dotsOf([row({ cvss: 7.5, epss: 0.25, images: 100 }), row({ cvss: 10, epss: 0, images: 25 }), row({ cvss: 0, epss: 1 })]);

  expect(dots.map(({ leftPercent, bottomPercent, sizePx }) => [leftPercent, bottomPercent, sizePx])).toEqual([
    [75, 50, 19],
    [100, 0, 13],
    [0, 100, 8],
  ]);
  expect(epssPercent(0.01)).toBeCloseTo(10);
  expect(epssPercent(7)).toBe(100);
});

it('draws nothing at zero of which nothing is known', () => {
  const rows = [row({ cvss: 5 }), row({ epss: 0.5 }), row({}), row({ cvss: 5, epss: 0.5 })];

  expect(dotsOf(rows)).toHaveLength(1);
  expect(notDrawn(rows)).toBe('Not drawn: 2 without EPSS, 2 without a CVSS score.');
  expect(notDrawn([row({ epss: 0.5 })])).toBe('Not drawn: 1 without a CVSS score.');
  expect(notDrawn(dotsOf(rows).map((dot) => dot.row))).toBe('');
});

it('names a dot in words', () => {
  const [dot] = dotsOf([row({ id: 'CVE-2023-44487', cvss: 7.5, epss: 0.944, images: 1200, exploited: true })]);

  expect(dot?.words).toBe('CVE-2023-44487, high, CVSS 7.5, EPSS 94.4 %, in 1,200 images, exploited');
});

it.each`
  probability | expected
  ${0}        | ${'0 %'}
  ${0.00001}  | ${'under 0.01 %'}
  ${0.00042}  | ${'0.04 %'}
  ${0.5}      | ${'50 %'}
  ${0.97521}  | ${'97.5 %'}
`('$probability is $expected', ({ probability, expected }) => expect(percent(probability)).toBe(expected));

it('goes through the dots with the arrow keys', () => {
  expect(['ArrowRight', 'ArrowUp', 'Home', 'End', 'Enter'].map((key) => dotAfter(key, 1, 5))).toEqual([2, 0, 0, 4, undefined]);
  expect([dotAfter('ArrowDown', 4, 5), dotAfter('ArrowLeft', 0, 5)]).toEqual([4, 0]);
});
