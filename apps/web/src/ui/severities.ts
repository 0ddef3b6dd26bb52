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

/** Of a list; whether something has a fix is not asked. */
export function countsOf(rows: readonly { readonly severity: Severity }[]): Counts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };
  for (const { severity } of rows) counts[severity]++;
  return counts;
}

/** What is left of some counts without others; undefined if that would be less than none, which means that they do not belong together. */
export function countsWithout(counts: Counts, less: Counts): Counts | undefined {
  const left = { ...counts, fixable: 0 };
  for (const severity of SEVERITIES) left[severity] -= less[severity];
  return SEVERITIES.some((severity) => left[severity] < 0) ? undefined : left;
}

/** `9 critical, 41 high, 62 medium`; `none` where there is nothing. */
export function countsInWords(counts: Counts): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${number(counts[severity])} ${SEVERITY_WORD[severity].toLowerCase()}`,
  );
  return parts.length === 0 ? 'none' : parts.join(', ');
}
