import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ActionError } from '../page-states.tsx';
import { type Draft, KINDS } from './decision-words.ts';
import classes from './decisions.module.css';

/** What it would hide stays in sight, beside the button that does it. */
export function DecideFoot({
  draft,
  preview,
  error,
  isPending,
  onClose,
}: {
  draft: Draft;
  preview: ReactNode;
  error: unknown;
  isPending: boolean;
  onClose: () => void;
}) {
  return (
    <div className={classes.foot}>
      {preview}
      <ActionError error={error} />
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={isPending}>
          {KINDS[draft.kind].action}
        </Button>
      </div>
    </div>
  );
}

/** Counts a third of a second after the last key. */
export function Preview<Target, Counted>({
  target,
  ask,
  inWords,
}: {
  /** Undefined while something is missing. */
  target: Target | undefined;
  ask: (target: Target, signal: AbortSignal) => Promise<Counted>;
  inWords: (counted: Counted) => string;
}) {
  const [settled] = useDebouncedValue(target, 350);
  const query = useQuery({
    queryKey: ['Decisions', 'preview', settled],
    queryFn: settled === undefined ? skipToken : ({ signal }) => ask(settled, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <div className={classes.preview} role="status" aria-live="polite" data-waiting={query.isFetching || undefined}>
      {target === undefined ? (
        <span className="muted">Write the pattern that is missing to see what it hides.</span>
      ) : query.error !== null && !query.isFetching ? (
        <ActionError error={query.error} />
      ) : query.data === undefined ? (
        <span className="muted">Counting…</span>
      ) : (
        <b>{inWords(query.data)}</b>
      )}
    </div>
  );
}
