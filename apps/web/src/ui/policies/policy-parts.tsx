import type { PolicyState, PolicySummary } from '@plimsoll/contract';
import { exactTime, number } from '../format.ts';
import { Tag } from '../tags.tsx';
import { useNow } from '../when.tsx';
import classes from './policies.module.css';
import { clockInWords, countsInWords, STATES } from './policy-words.ts';

const ORDER = ['violation', 'unknown', 'pass'] as const;
type Counts = NonNullable<PolicySummary['counts']>;

export function PolicyTag({ state }: { state: PolicyState }) {
  return <Tag tone={STATES[state].tone}>{STATES[state].word}</Tag>;
}

/** One bar, violations first, then what is unknown, each with a pattern of its own; the numbers in words beside it. */
export function PolicyBar({ counts }: { counts: Counts }) {
  const total = counts.violation + counts.unknown + counts.pass;
  return (
    <div role="img" aria-label={`Images: ${countsInWords(counts)}`} className={classes.bar}>
      {ORDER.filter((state) => counts[state] > 0).map((state) => (
        <i key={state} data-state={state} style={{ width: `${(counts[state] / total) * 100}%` }} />
      ))}
    </div>
  );
}

/** The three numbers, apart. */
export function PolicyNumbers({ counts }: { counts: Counts }) {
  return (
    <span className={classes.numbers}>
      {ORDER.map((state) => (
        <span key={state} data-none={counts[state] === 0 || undefined}>
          <i data-state={state} aria-hidden="true" />
          {number(counts[state])} {STATES[state].word}
        </span>
      ))}
    </span>
  );
}

/** How long there is until a deadline, or since it. */
export function Clock({ dueAt }: { dueAt: string }) {
  const now = useNow();
  return (
    <time dateTime={dueAt} title={exactTime(dueAt)} className={classes.clock} data-late={Date.parse(dueAt) < now || undefined}>
      {clockInWords(dueAt, now)}
    </time>
  );
}
