import type { TrendDay } from '@plimsoll/contract';

const DAY_MS = 86_400_000;

/** Sixty days up to the instant given: a slow rise, then an edit that removed a third. */
export function trendOf(until: number): TrendDay[] {
  return Array.from({ length: 60 }, (_, index) => {
    const factor = index < 45 ? 1 + index / 100 : 0.9;
    const part = (base: number): number => Math.round(base * factor);
    return {
      day: new Date(until - (59 - index) * DAY_MS).toISOString().slice(0, 10),
      critical: part(26),
      high: part(104),
      medium: part(156),
      low: part(59),
      negligible: part(31),
      unknown: part(12),
      decided: index < 30 ? 0 : 7,
    };
  });
}
