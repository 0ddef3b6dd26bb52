import { createExternalId, listRegions } from '@plimsoll/contract';
import { Collapse, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { call } from '../../api/call.ts';
import { queryOf } from '../../api/queries.ts';
import { CodeBlock, CopyShort } from '../../ui/copy.tsx';
import { ActionError } from '../../ui/page-states.tsx';
import type { CredentialsDraft, DraftErrors, SignInWith } from './credentials.ts';
import classes from './hub.module.css';

interface FieldsProps {
  readonly draft: CredentialsDraft;
  readonly errors: DraftErrors;
  readonly onChange: (change: Partial<CredentialsDraft>) => void;
}

/** How Plimsoll signs in to AWS: an access key, a role, or this machine's own identity where that is allowed. */
export function CredentialsFields({ draft, errors, onChange }: FieldsProps) {
  const labelId = useId();
  const { data } = useQuery(queryOf(listRegions, {}));
  const isAmbientAllowed = data?.ambientAllowed === true;
  const ways: { value: SignInWith; label: string }[] = [
    { value: 'keys', label: 'Access key' },
    { value: 'role', label: 'Role' },
    ...(isAmbientAllowed ? [{ value: 'ambient', label: 'This machine' } as const] : []),
  ];
  return (
    <>
      <div>
        <div id={labelId} className={classes.label}>
          Sign in with
        </div>
        <SegmentedControl
          aria-labelledby={labelId}
          size="sm"
          data={ways}
          value={draft.kind}
          onChange={(kind) => onChange({ kind: ways.find((way) => way.value === kind)?.value ?? 'keys' })}
        />
        <p className="small muted" style={{ marginTop: 6 }}>
          {WAY[draft.kind]}
        </p>
      </div>
      {draft.kind === 'keys' && <KeyFields draft={draft} errors={errors} onChange={onChange} />}
      {draft.kind === 'role' && <RoleFields draft={draft} errors={errors} onChange={onChange} isAmbientAllowed={isAmbientAllowed} />}
    </>
  );
}

const WAY = {
  keys: 'Of a user with five read-only permissions. A role with an external id is safer: it can be revoked in one place.',
  role: 'Plimsoll assumes the role for an hour at a time. The external id makes sure that nobody else can make it do so.',
  ambient: 'The AWS identity of the machine that Plimsoll runs on: an instance profile, a task role or the environment. Nothing is stored.',
} as const;

function KeyFields({ draft, errors, onChange }: FieldsProps) {
  const [isTokenShown, setTokenShown] = useState(draft.sessionToken !== '');
  return (
    <>
      <TextInput
        label="Access key id"
        placeholder="AKIA…"
        value={draft.accessKeyId}
        error={errors.accessKeyId}
        onChange={(event) => onChange({ accessKeyId: event.currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'mono' }}
      />
      <PasswordInput
        label="Secret access key"
        value={draft.secretAccessKey}
        error={errors.secretAccessKey}
        onChange={(event) => onChange({ secretAccessKey: event.currentTarget.value })}
        autoComplete="off"
        data-1p-ignore
        classNames={{ innerInput: 'mono' }}
      />
      <Collapse expanded={isTokenShown}>
        <PasswordInput
          label="Session token"
          description="Temporary keys stop working within hours: fit for a try, not for watching."
          value={draft.sessionToken}
          error={errors.sessionToken}
          onChange={(event) => onChange({ sessionToken: event.currentTarget.value })}
          autoComplete="off"
          data-1p-ignore
          classNames={{ innerInput: 'mono' }}
        />
      </Collapse>
      {!isTokenShown && (
        <button type="button" className={classes.textButton} onClick={() => setTokenShown(true)}>
          It is a temporary key with a session token
        </button>
      )}
    </>
  );
}

function RoleFields({ draft, errors, onChange, isAmbientAllowed }: FieldsProps & { isAmbientAllowed: boolean }) {
  const labelId = useId();
  const making = useMutation({ mutationFn: () => call(createExternalId, {}), onSuccess: ({ externalId }) => onChange({ externalId }) });
  const { mutate } = making;
  const needsOne = draft.externalId === '';
  useEffect(() => {
    if (needsOne) mutate();
  }, [needsOne, mutate]);
  return (
    <>
      <ActionError error={making.error} />
      {draft.externalId !== '' && (
        <div>
          <div className={classes.label}>External id</div>
          <CopyShort short={draft.externalId} whole={draft.externalId} what="external id" />
        </div>
      )}
      {making.data !== undefined && (
        <div>
          <div className={classes.label}>Trust policy for the role</div>
          <CodeBlock text={making.data.trustPolicy} label="Trust policy" />
        </div>
      )}
      <TextInput
        label="Role ARN"
        placeholder="arn:aws:iam::123456789012:role/plimsoll"
        value={draft.roleArn}
        error={errors.roleArn}
        onChange={(event) => onChange({ roleArn: event.currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'mono' }}
      />
      {isAmbientAllowed && (
        <div>
          <div id={labelId} className={classes.label}>
            Assumed by
          </div>
          <SegmentedControl
            aria-labelledby={labelId}
            data={[
              { value: 'keys', label: 'An access key' },
              { value: 'ambient', label: 'This machine' },
            ]}
            value={draft.roleSource}
            onChange={(source) => onChange({ roleSource: source === 'ambient' ? 'ambient' : 'keys' })}
          />
        </div>
      )}
      {draft.roleSource === 'keys' && <KeyFields draft={draft} errors={errors} onChange={onChange} />}
    </>
  );
}
