import type { TrendDay } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { bandsOf, openOf } from './trend-shape.ts';

const day = (date: string, counts: Partial<TrendDay>): TrendDay => ({
  day: date,
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  negligible: 0,
  unknown: 0,
  decided: 0,
  ...counts,
});

it('stacks the worst at the bottom and leaves out what never was', () => {
  const days = [day('2026-11-23', { critical: 1, low: 3 }), day('2026-11-24', { critical: 2, low: 0, decided: 9 })];

  expect(bandsOf(days, 100, 40)).toEqual([
    { severity: 'critical', path: 'M0,30L100,20L100,40L0,40Z' },
    { severity: 'low', path: 'M0,0L100,20L100,20L0,30Z' },
  ]);
  expect(days.map(openOf)).toEqual([4, 2]);
});

it('places days by their date', () => {
  const days = [day('2026-11-01', { high: 1 }), day('2026-11-02', { high: 1 }), day('2026-11-11', { high: 1 })];

  expect(bandsOf(days, 100, 10)[0]!.path).toBe('M0,0L10,0L100,0L100,10L10,10L0,10Z');
});

it('draws a single day from edge to edge, and nothing without days', () => {
  expect(bandsOf([day('2026-11-24', { medium: 5 })], 100, 10)).toEqual([{ severity: 'medium', path: 'M0,0L100,0L100,10L0,10Z' }]);
  expect(bandsOf([], 100, 10)).toEqual([]);
});
