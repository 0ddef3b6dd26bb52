import type { TrendDay } from '@plimsoll/contract';
import type { Severity } from '../../ui/severities.ts';

/** A severity's band of the stacked picture: an SVG path. */
export interface Band {
  readonly severity: Severity;
  readonly path: string;
}

/** Bottom first: the worst lies on the ground line, where change is easiest to see. */
const STACK = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'] as const satisfies readonly Severity[];

/** Open findings of a day, decided ones left out. */
export function openOf(day: TrendDay): number {
  return STACK.reduce((sum, severity) => sum + day[severity], 0);
}

/**
 * The days as stacked bands in a box of `width` x `height`. Days are placed by their date, so a gap is a gap; a single day is a band from edge
 * to edge. Bands of nothing are left out; none without days.
 */
export function bandsOf(days: readonly TrendDay[], width: number, height: number): Band[] {
  const top = Math.max(1, ...days.map(openOf));
  const times = days.map(({ day }) => Date.parse(day));
  const [first = 0] = times;
  const length = (times.at(-1) ?? 0) - first;
  const x = (index: number): number => (length === 0 ? 0 : ((times[index]! - first) / length) * width);
  const y = (value: number): number => height - (value / top) * height;
  const below = days.map(() => 0);
  return STACK.flatMap((severity) => {
    if (days.every((day) => day[severity] === 0)) return [];
    const floor = [...below];
    for (const [index, day] of days.entries()) below[index] = floor[index]! + day[severity];
    const upper = days.map((_, index) => point(x(index), y(below[index]!)));
    const lower = days.map((_, index) => point(x(index), y(floor[index]!))).toReversed();
    if (days.length === 1) {
      upper.push(point(width, y(below[0]!)));
      lower.unshift(point(width, y(floor[0]!)));
    }
    return [{ severity, path: `M${[...upper, ...lower].join('L')}Z` }];
  });
}

function point(x: number, y: number): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
