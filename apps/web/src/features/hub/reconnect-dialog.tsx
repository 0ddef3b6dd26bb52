import { type Connection, type Credentials, reconnectConnection } from '@plimsoll/contract';
import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { account } from '../../ui/format.ts';
import { ActionError } from '../../ui/page-states.tsx';
import { useRefreshHub } from './actions.ts';
import { CredentialsFields } from './credentials-fields.tsx';
import classes from './hub.module.css';
import { PermissionReport } from './permission-report.tsx';
import { draftFrom, useCredentialsDraft } from './use-credentials-draft.ts';

/** Keys were erased when it was disconnected, so they are asked for again; a role and its external id are still there. */
export function ReconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const refresh = useRefreshHub();
  const form = useCredentialsDraft(draftFrom(connection.auth));
  const reconnecting = useMutation({
    mutationFn: (credentials: Credentials) => call(reconnectConnection, { params: { connection: connection.id }, body: { credentials } }),
    onSuccess: async ({ connection: reconnected }) => {
      if (reconnected === null) return;
      await refresh();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={<h1>Reconnect {connection.name}</h1>} size={560}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          form.withCredentials((credentials) => reconnecting.mutate(credentials));
        }}
      >
        <p className="small muted">
          {account(connection.account)}, {connection.region}. The credentials were erased when it was disconnected. What was read is kept:
          only new and moved tags are read now.
        </p>
        <CredentialsFields
          draft={form.draft}
          errors={form.errors}
          onChange={(change) => {
            form.change(change);
            reconnecting.reset();
          }}
        />
        {reconnecting.data !== undefined && <PermissionReport report={reconnecting.data.report} />}
        <ActionError error={reconnecting.error} />
        <div className={classes.formActions}>
          <span className={classes.last} />
          <Button variant="subtle" color="gray" onClick={onClose}>
            Stay disconnected
          </Button>
          <Button type="submit" loading={reconnecting.isPending}>
            Test and reconnect
          </Button>
        </div>
      </form>
    </Modal>
  );
}
