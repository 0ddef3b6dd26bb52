import { type PolicyDetail, updatePolicy } from '@plimsoll/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/session.ts';
import { ActionError } from '../../ui/page-states.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { RemovePolicyDialog } from './remove-policy-dialog.tsx';

/** On, off, change, and remove: what comes with the product can only be switched. */
export function PolicyActions({ policy }: { policy: PolicyDetail }) {
  const queryClient = useQueryClient();
  const mayEdit = useMay('editor');
  const [isEditing, setEditing] = useState(false);
  const params = { policy: policy.id };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['Policies'] });
  const switching = useMutation({
    mutationFn: () => call(updatePolicy, { params, body: { enabled: !policy.enabled } }),
    onSuccess: refresh,
  });
  const [isRemoving, setRemoving] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <ActionError error={switching.error} />
      <Button variant="default" loading={switching.isPending} onClick={() => switching.mutate()}>
        {policy.enabled ? 'Switch off' : 'Switch on'}
      </Button>
      {!policy.builtIn && (
        <>
          <Button variant="default" onClick={() => setRemoving(true)}>
            Remove…
          </Button>
          <Button onClick={() => setEditing(true)}>Change</Button>
        </>
      )}
      {isEditing && <PolicyEditor policy={policy} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />}
      {isRemoving && <RemovePolicyDialog policy={policy} onClose={() => setRemoving(false)} />}
    </>
  );
}
