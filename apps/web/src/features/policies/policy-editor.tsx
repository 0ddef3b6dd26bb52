import { createPolicy, type PolicyDetail, updatePolicy } from '@plimsoll/contract';
import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { ActionError } from '../../ui/page-states.tsx';
import { RULES, type RuleKind } from '../../ui/policies/policy-words.ts';
import { draftOf, GLOBS, inputOf, NUMBERS, type PolicyDraft } from './policy-draft.ts';
import classes from './policies.module.css';

/** Makes a policy, or changes an own one. */
export function PolicyEditor({
  policy,
  onClose,
  onSaved,
}: {
  policy?: PolicyDetail;
  onClose: () => void;
  onSaved: (policy: PolicyDetail) => void;
}) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(policy));
  const [isAsked, setAsked] = useState(false);
  const change = (next: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...next }));
  const input = inputOf(draft, policy);
  const saving = useMutation({
    mutationFn: (body: Exclude<typeof input, string>) =>
      policy === undefined ? call(createPolicy, { body }) : call(updatePolicy, { params: { policy: policy.id }, body }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['Policies'] });
      onSaved(saved);
    },
  });
  return (
    <Modal opened onClose={onClose} title={<h1>{policy === undefined ? 'New policy' : `Change ${policy.name}`}</h1>} size={620}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (typeof input !== 'string') saving.mutate(input);
        }}
      >
        <TextInput
          label="Name"
          required
          maxLength={120}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Textarea
          label="Description"
          autosize
          minRows={1}
          maxRows={5}
          maxLength={1000}
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <div className={classes.pair}>
          <TextInput
            label="Repositories"
            placeholder="all; * stands for any text"
            maxLength={300}
            value={draft.repositoryGlob}
            onChange={(event) => change({ repositoryGlob: event.currentTarget.value })}
          />
          <TextInput
            label="Tags"
            placeholder="all"
            maxLength={300}
            value={draft.tagGlob}
            onChange={(event) => change({ tagGlob: event.currentTarget.value })}
          />
        </div>
        <fieldset className={classes.rules}>
          <legend>What images have to be like</legend>
          {(Object.keys(RULES) as RuleKind[]).map((kind) => (
            <RuleField key={kind} kind={kind} draft={draft} onChange={change} />
          ))}
        </fieldset>
        {isAsked && typeof input === 'string' && (
          <div role="alert" className={classes.missing}>
            {input}
          </div>
        )}
        <ActionError error={saving.error} />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {policy === undefined ? 'Make the policy' : 'Save'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function RuleField({ kind, draft, onChange }: { kind: RuleKind; draft: PolicyDraft; onChange: (next: Partial<PolicyDraft>) => void }) {
  const isOn = draft.kinds.has(kind);
  const write = (field: string, text: string) => onChange({ values: { ...draft.values, [`${kind}.${field}`]: text } });
  const toggle = () => {
    const kinds = new Set(draft.kinds);
    if (!kinds.delete(kind)) kinds.add(kind);
    onChange({ kinds });
  };
  return (
    <div>
      <Checkbox size="xs" label={RULES[kind]} checked={isOn} onChange={toggle} />
      {isOn && (
        <div className={classes.values}>
          {(NUMBERS[kind] ?? []).map(({ field, label }) => (
            <TextInput
              key={field}
              size="xs"
              w={104}
              label={label}
              inputMode="decimal"
              maxLength={6}
              value={draft.values[`${kind}.${field}`] ?? ''}
              onChange={(event) => write(field, event.currentTarget.value)}
            />
          ))}
          {kind === 'severity-limit' && (
            <Checkbox
              size="xs"
              label="with a fix"
              checked={draft.fixableOnly}
              onChange={(event) => onChange({ fixableOnly: event.currentTarget.checked })}
            />
          )}
          {GLOBS.has(kind) && (
            <TextInput
              size="xs"
              w="100%"
              aria-label={`${RULES[kind]}: patterns`}
              placeholder="patterns, with commas between"
              maxLength={1000}
              value={draft.values[`${kind}.globs`] ?? ''}
              onChange={(event) => write('globs', event.currentTarget.value)}
            />
          )}
        </div>
      )}
    </div>
  );
}
