import type { Counts } from '@plimsoll/contract';
import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { number } from './format.ts';
import classes from './severity.module.css';

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

/** A square and a word: never a coloured word. */
export function SeverityWord({ severity, children }: { severity: Severity; children?: ReactNode }) {
  return (
    <span className={classes.word}>
      <i className={classes.square} style={{ background: `var(--sev-${severity})` }} aria-hidden="true" />
      {children ?? SEVERITY_WORD[severity]}
    </span>
  );
}

/** One bar, worst first; its counts in words for screen readers and on hover. */
export function SeverityBar({ counts }: { counts: Counts }) {
  const total = totalOf(counts);
  const words = countsInWords(counts);
  return (
    <div role="img" aria-label={`Known vulnerabilities: ${words}`} title={words} className={classes.bar}>
      <Progress.Root size={8} radius={4} className={classes.track} aria-hidden="true">
        {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
          <Progress.Section
            key={severity}
            value={(counts[severity] / total) * 100}
            color={`var(--sev-${severity})`}
            className={classes.section ?? ''}
            role="presentation"
            aria-hidden="true"
          />
        ))}
      </Progress.Root>
    </div>
  );
}
