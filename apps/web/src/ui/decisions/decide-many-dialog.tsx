import { type BulkTarget, createDecisions, previewDecisions } from '@plimsoll/contract';
import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { count } from '../format.ts';
import { useRefreshDecided, useSayDecided } from './decision-actions.tsx';
import { ExpiresField, KindField, ReasonField, WhereField } from './decision-fields.tsx';
import { DecideFoot, Preview } from './decision-foot.tsx';
import { bulkPreviewInWords, type Draft, draftFrom, hasReason, type PlaceContext, saidIn, scopeOf } from './decision-words.ts';
import classes from './decisions.module.css';

interface Props {
  /** At most 200. */
  readonly vulnerabilities: readonly string[];
  readonly context: PlaceContext;
  readonly onClose: () => void;
  readonly onDecided: () => void;
}

/** One decision for each of several vulnerabilities. What they would hide together is counted while it is chosen. */
export function DecideManyDialog({ vulnerabilities, context, onClose, onDecided }: Props) {
  const refresh = useRefreshDecided();
  const sayDecided = useSayDecided();
  const [draft, setDraft] = useState(() => draftFrom(context));
  const [isAsked, setAsked] = useState(false);
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const scope = scopeOf(draft, context);
  const target = scope === undefined ? undefined : { scope, vulnerabilities: [...vulnerabilities] };
  const deciding = useMutation({
    mutationFn: (found: BulkTarget) => call(createDecisions, { body: { ...found, ...saidIn(draft, Date.now()) } }),
    onSuccess: async ({ decisions, hides }) => {
      await refresh();
      onDecided();
      sayDecided(decisions, hides);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={<h1>Decide on {count(vulnerabilities.length, 'vulnerability', 'vulnerabilities')}</h1>}
      size={620}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (target !== undefined && hasReason(draft)) deciding.mutate(target);
        }}
      >
        <p className={`${classes.names} small muted`}>{vulnerabilities.join(', ')}</p>
        <KindField draft={draft} onChange={change} />
        <WhereField draft={draft} context={context} isAsked={isAsked} onChange={change} />
        <ReasonField draft={draft} isAsked={isAsked} onChange={change} />
        <ExpiresField draft={draft} onChange={change} />
        <DecideFoot
          draft={draft}
          preview={
            <Preview
              target={target}
              ask={(body, signal) => call(previewDecisions, { body }, signal)}
              inWords={(preview) => bulkPreviewInWords(preview, vulnerabilities.length)}
            />
          }
          error={deciding.error}
          isPending={deciding.isPending}
          onClose={onClose}
        />
      </form>
    </Modal>
  );
}
