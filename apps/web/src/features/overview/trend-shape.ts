import type { TrendDay } from '@plimsoll/contract';
import { number } from '../../ui/format.ts';
import type { Severity } from '../../ui/severities.ts';

/** Bottom first: the worst lies on the ground line, where change is easiest to see. */
const STACK = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'] as const satisfies readonly Severity[];

/** Open findings of a day, decided ones left out. */
export function openOf(day: TrendDay): number {
  return STACK.reduce((sum, severity) => sum + day[severity], 0);
}

/** The severities that were open on any of the days, bottom first. */
export function bandsOf(days: readonly TrendDay[]): Severity[] {
  return STACK.filter((severity) => days.some((day) => day[severity] > 0));
}

/** `36 fewer than`, `36 more than`, `as many as`: the last day beside the first. */
export function changeInWords(first: TrendDay, last: TrendDay): string {
  const change = openOf(last) - openOf(first);
  return change === 0 ? 'as many as' : change > 0 ? `${number(change)} more than` : `${number(-change)} fewer than`;
}
