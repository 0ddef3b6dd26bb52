import { type Connection, disconnectConnection } from '@plimsoll/contract';
import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { account, count } from '../../ui/format.ts';
import { ActionError } from '../../ui/page-states.tsx';
import { totalOf } from '../../ui/severities.ts';
import { useRefreshHub } from './actions.ts';
import { secretOf } from './connection-state.ts';
import classes from './hub.module.css';

/** Says exactly what stops and what stays before anything is done. */
export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const refresh = useRefreshHub();
  const disconnecting = useMutation({
    mutationFn: () => call(disconnectConnection, { params: { connection: connection.id } }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const secret = secretOf(connection.auth);
  return (
    <Modal opened onClose={onClose} title={<h1>Disconnect {connection.name}?</h1>} size={540}>
      <div className={classes.twoLists}>
        <div>
          <h3 className="small muted">Stops</h3>
          <ul className="small">
            <li>
              Syncing with {account(connection.account)}, {connection.region}
            </li>
            <li>Reading new images and tags</li>
            <li>Matching against new advisories</li>
            {secret !== undefined && <li>{secret}</li>}
          </ul>
        </div>
        <div>
          <h3 className="small muted">Stays, frozen as of now</h3>
          <ul className="small">
            <li>
              {count(connection.images.total, 'image')} in {count(connection.repositories, 'repository', 'repositories')}
            </li>
            <li>{count(totalOf(connection.findings), 'finding')} with their history</li>
            <li>Packages, layers and evidence of each</li>
            <li>The log of this connection</li>
          </ul>
        </div>
      </div>
      <p className="small muted">You can reconnect at any time; only what changed is read then.</p>
      <ActionError error={disconnecting.error} />
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep connected
        </Button>
        <Button
          variant="outline"
          color="red"
          className={classes.danger ?? ''}
          onClick={() => disconnecting.mutate()}
          loading={disconnecting.isPending}
        >
          Disconnect
        </Button>
      </div>
    </Modal>
  );
}
