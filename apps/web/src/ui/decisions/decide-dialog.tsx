import { createDecision, type DecisionTarget, previewDecision } from '@plimsoll/contract';
import { Modal, Radio } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { count } from '../format.ts';
import { useRefreshDecided } from './decision-actions.tsx';
import { ExpiresField, type FieldProps, KindField, Pattern, ReasonField, WhereField } from './decision-fields.tsx';
import { DecideFoot, Preview } from './decision-foot.tsx';
import { type DecisionContext, type Draft, draftFrom, hasReason, previewInWords, saidIn, targetOf } from './decision-words.ts';
import classes from './decisions.module.css';

/** Hides findings, with a reason, in a scope, for a time. What it would hide is counted while it is chosen. */
export function DecideDialog({ context, onClose }: { context: DecisionContext; onClose: () => void }) {
  const refresh = useRefreshDecided();
  const [draft, setDraft] = useState(() => draftFrom(context));
  const [isAsked, setAsked] = useState(false);
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const target = targetOf(draft, context);
  const deciding = useMutation({
    mutationFn: (found: DecisionTarget) => call(createDecision, { body: { ...found, ...saidIn(draft, Date.now()) } }),
    onSuccess: async ({ hides }) => {
      await refresh();
      notifications.show({
        title: 'Decided',
        message: `${count(hides.findings, 'finding')} in ${count(hides.images, 'image')} ${hides.findings === 1 ? 'is' : 'are'} shown as decided.`,
      });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={<h1>Decide on {context.vulnerability}</h1>} size={620}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (target !== undefined && hasReason(draft)) deciding.mutate(target);
        }}
      >
        <KindField draft={draft} onChange={change} />
        <WhatField draft={draft} context={context} isAsked={isAsked} onChange={change} />
        <WhereField draft={draft} context={context} isAsked={isAsked} onChange={change} />
        <ReasonField draft={draft} isAsked={isAsked} onChange={change} />
        <ExpiresField draft={draft} onChange={change} />
        <DecideFoot
          draft={draft}
          preview={<Preview target={target} ask={(body, signal) => call(previewDecision, { body }, signal)} inWords={previewInWords} />}
          error={deciding.error}
          isPending={deciding.isPending}
          onClose={onClose}
        />
      </form>
    </Modal>
  );
}

function WhatField({ draft, context, isAsked, onChange }: FieldProps & { context: DecisionContext; isAsked: boolean }) {
  const options = [
    { value: 'vulnerability', label: `${context.vulnerability} in any package` },
    { value: 'both', label: `${context.vulnerability} in packages named` },
    { value: 'packages', label: 'Every vulnerability of packages named' },
  ] as const;
  return (
    <Radio.Group
      label="In which packages?"
      value={draft.what}
      onChange={(value) => onChange({ what: options.find((option) => option.value === value)?.value ?? 'vulnerability' })}
    >
      <div className={classes.choices}>
        {options.map(({ value, label }) => (
          <div key={value}>
            <Radio size="xs" value={value} label={label} />
            {value === draft.what && value !== 'vulnerability' && (
              <Pattern
                label="Package name"
                value={draft.packagePattern}
                isAsked={isAsked}
                onChange={(packagePattern) => onChange({ packagePattern })}
              />
            )}
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}
