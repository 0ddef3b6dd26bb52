import { type Connection, type Credentials, updateCredentials } from '@plimsoll/contract';
import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { account } from '../../ui/format.ts';
import { ActionError } from '../../ui/page-states.tsx';
import { useRefreshHub } from './actions.ts';
import { authInWords } from './connection-state.ts';
import { CredentialsFields } from './credentials-fields.tsx';
import classes from './hub.module.css';
import { ReportLine } from './permission-report.tsx';
import { draftFrom, useCredentialsDraft } from './use-credentials-draft.ts';

/** New credentials for a connection. The old ones stay in use until the new ones pass the test. */
export function UpdateCredentialsDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const refresh = useRefreshHub();
  const form = useCredentialsDraft(draftFrom(connection.auth));
  const trying = useMutation({
    mutationFn: (input: { credentials: Credentials; save: boolean }) =>
      call(updateCredentials, { params: { connection: connection.id }, body: input }),
    onSuccess: async ({ saved }) => {
      if (!saved) return;
      await refresh();
      onClose();
    },
  });
  const attempt = (save: boolean) => form.withCredentials((credentials) => trying.mutate({ credentials, save }));
  return (
    <Modal opened onClose={onClose} title={<h1>Update credentials</h1>} size={560}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          attempt(true);
        }}
      >
        <p className="small muted">
          {connection.name} · {account(connection.account)}, {connection.region}. Now in use:{' '}
          <span className="mono">{authInWords(connection.auth)}</span>. It stays until the new one passes the test.
        </p>
        <CredentialsFields
          draft={form.draft}
          errors={form.errors}
          onChange={(change) => {
            form.change(change);
            trying.reset();
          }}
        />
        {trying.data !== undefined && <ReportLine report={trying.data.report} />}
        <ActionError error={trying.error} />
        <div className={classes.formActions}>
          <Button variant="default" onClick={() => attempt(false)} loading={trying.isPending && !trying.variables.save}>
            Test connection
          </Button>
          <span className={classes.last} />
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={trying.isPending && trying.variables.save}>
            Save
          </Button>
        </div>
        <p className="small muted">Save tests again, and keeps the old credentials if the test fails.</p>
      </form>
    </Modal>
  );
}
