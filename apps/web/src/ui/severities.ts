import type { Counts } from '@plimsoll/contract';
import { number } from './format.ts';

/** Worst first; the order of the bar, of lists and of filters. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How a severity is called on the pages. */
export const SEVERITY_WORD: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  negligible: 'Negligible',
  unknown: 'Unrated',
};

/** Of all severities. */
export function totalOf(counts: Counts): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}

/** `9 critical, 41 high, 62 medium`; `none` where there is nothing. */
export function countsInWords(counts: Counts): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${number(counts[severity])} ${SEVERITY_WORD[severity].toLowerCase()}`,
  );
  return parts.length === 0 ? 'none' : parts.join(', ');
}
