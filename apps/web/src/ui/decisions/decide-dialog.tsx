import { createDecision, type DecisionTarget, previewDecision } from '@plimsoll/contract';
import { Button, Modal, NativeSelect, Radio, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { queryOf } from '../../api/queries.ts';
import { count } from '../format.ts';
import { ActionError } from '../page-states.tsx';
import { useRefreshDecided } from './decision-actions.ts';
import {
  type DecisionContext,
  type DecisionKind,
  type Draft,
  draftFrom,
  expiryOf,
  JUSTIFICATIONS,
  type Justification,
  KINDS,
  placesOf,
  previewInWords,
  targetOf,
} from './decision-words.ts';
import classes from './decisions.module.css';

/** Hides findings, with a reason, in a scope, for a time. What it would hide is counted while it is chosen. */
export function DecideDialog({ context, onClose }: { context: DecisionContext; onClose: () => void }) {
  const refresh = useRefreshDecided();
  const [draft, setDraft] = useState(() => draftFrom(context));
  const [isAsked, setAsked] = useState(false);
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const target = targetOf(draft, context);
  const reason = draft.reason.trim();
  const deciding = useMutation({
    mutationFn: (found: DecisionTarget) =>
      call(createDecision, {
        body: {
          ...found,
          kind: draft.kind,
          reason,
          ...(draft.kind === 'not-affected' ? { justification: draft.justification } : {}),
          ...(draft.days === 'never' ? {} : { expiresAt: expiryOf(draft, Date.now()) }),
        },
      }),
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
          if (target !== undefined && reason.length >= 3) deciding.mutate(target);
        }}
      >
        <KindField draft={draft} onChange={change} />
        <WhatField draft={draft} context={context} isAsked={isAsked} onChange={change} />
        <WhereField draft={draft} context={context} isAsked={isAsked} onChange={change} />
        <Textarea
          label="Reason"
          description="For whoever reads this next year"
          required
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={draft.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          error={isAsked && reason.length < 3 ? 'Say why, in a few words' : undefined}
        />
        <div className={classes.expires}>
          <span id="decide-expires" className={classes.label}>
            Opens again after
          </span>
          <SegmentedControl
            aria-labelledby="decide-expires"
            data={[
              { value: '30', label: '30 days' },
              { value: '90', label: '90 days' },
              { value: '180', label: '180 days' },
              { value: 'never', label: 'Never' },
            ]}
            value={draft.days}
            onChange={(days) => change({ days })}
          />
        </div>
        <div className={classes.foot}>
          <Preview target={target} />
          <ActionError error={deciding.error} />
          <div className={classes.actions}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={deciding.isPending}>
              {KINDS[draft.kind].action}
            </Button>
          </div>
        </div>
      </form>
    </Modal>
  );
}

interface FieldProps {
  readonly draft: Draft;
  readonly onChange: (next: Partial<Draft>) => void;
}

const KIND_ORDER: readonly DecisionKind[] = ['accepted', 'not-affected', 'false-positive'];

function KindField({ draft, onChange }: FieldProps) {
  return (
    <>
      <Radio.Group
        label="What is it?"
        value={draft.kind}
        onChange={(value) => onChange({ kind: KIND_ORDER.find((kind) => kind === value) ?? 'accepted' })}
      >
        <div className={classes.choices}>
          {KIND_ORDER.map((kind) => (
            <Radio key={kind} size="xs" value={kind} label={KINDS[kind].title} description={KINDS[kind].about} />
          ))}
        </div>
      </Radio.Group>
      {draft.kind === 'not-affected' && (
        <NativeSelect
          label="Because"
          data={Object.entries(JUSTIFICATIONS).map(([value, label]) => ({ value, label }))}
          value={draft.justification}
          onChange={(event) => onChange({ justification: event.currentTarget.value as Justification })}
        />
      )}
    </>
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

function WhereField({ draft, context, isAsked, onChange }: FieldProps & { context: DecisionContext; isAsked: boolean }) {
  const places = placesOf(context);
  return (
    <Radio.Group
      label="Where?"
      value={draft.place}
      onChange={(value) => onChange({ place: places.find((place) => place.value === value)?.value ?? 'everywhere' })}
    >
      <div className={classes.choices}>
        {places.map(({ value, label, about }) => (
          <div key={value}>
            <Radio size="xs" value={value} label={label} description={about} />
            {value === draft.place && value === 'tags' && (
              <Pattern label="Tags" value={draft.tagGlob} isAsked={isAsked} onChange={(tagGlob) => onChange({ tagGlob })} />
            )}
            {value === draft.place && value === 'repositories' && (
              <Pattern
                label="Repositories"
                value={draft.repositoryGlob}
                isAsked={isAsked}
                onChange={(repositoryGlob) => onChange({ repositoryGlob })}
              />
            )}
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}

function Pattern({
  label,
  value,
  isAsked,
  onChange,
}: {
  label: string;
  value: string;
  isAsked: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <TextInput
      className={classes.pattern ?? ''}
      size="xs"
      aria-label={label}
      placeholder="* stands for any text"
      maxLength={300}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={isAsked && value.trim() === '' ? 'Write a name or a pattern' : undefined}
    />
  );
}

/** Counts a third of a second after the last key. */
function Preview({ target }: { target: DecisionTarget | undefined }) {
  const [settled] = useDebouncedValue(target, 350);
  const query = useQuery({
    ...queryOf(previewDecision, { body: settled ?? { scope: {} } }),
    enabled: settled !== undefined,
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
        <b>{previewInWords(query.data)}</b>
      )}
    </div>
  );
}
