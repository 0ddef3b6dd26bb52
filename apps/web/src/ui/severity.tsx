import type { Counts } from '@plimsoll/contract';
import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { countsInWords, SEVERITIES, type Severity, SEVERITY_WORD, totalOf } from './severities.ts';
import classes from './severity.module.css';

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
