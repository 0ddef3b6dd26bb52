import type { Connection } from '@plimsoll/contract';
import type { HubDialog } from './connection-card.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { ReconnectDialog } from './reconnect-dialog.tsx';
import { UpdateCredentialsDialog } from './update-credentials-dialog.tsx';

/** The dialog that a card or the page of a connection asked for. */
export function ConnectionDialog({ connection, dialog, onClose }: { connection: Connection; dialog: HubDialog; onClose: () => void }) {
  switch (dialog) {
    case 'credentials':
      return <UpdateCredentialsDialog connection={connection} onClose={onClose} />;
    case 'disconnect':
      return <DisconnectDialog connection={connection} onClose={onClose} />;
    case 'reconnect':
      return <ReconnectDialog connection={connection} onClose={onClose} />;
  }
}
