import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { age, date, exactTime, relativeTime, shortDate } from './format.ts';

/** The present, to the minute: what relative times are counted from. */
export function useNow(stepMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), stepMs, { autoInvoke: true });
  return now;
}

/** `85 days ago`, the exact time on hover. */
export function When({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}

/** `31 Aug 2026`, in tables without the year while that is this one; the exact time and its age on hover. */
export function OnDate({ at, isShort = false }: { at: string; isShort?: boolean }) {
  const now = useNow();
  return (
    <time dateTime={at} title={`${exactTime(at)}, ${relativeTime(at, now)}`}>
      {isShort ? shortDate(at, now) : date(at)}
    </time>
  );
}

/** `41 minutes old`, the exact time on hover. */
export function Age({ of }: { of: string }) {
  const now = useNow();
  return (
    <time dateTime={of} title={exactTime(of)}>
      {age(of, now)}
    </time>
  );
}
