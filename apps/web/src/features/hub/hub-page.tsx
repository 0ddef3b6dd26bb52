import { type Connection, listConnections } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryOf } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { ConnectionCard, type HubDialog } from './connection-card.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import classes from './hub.module.css';

/** The registries that Plimsoll watches, each as a card in its state. */
export function HubPage() {
  const query = useQuery(queryOf(listConnections, {}));
  const isAdmin = useMay('admin');
  const [open, setOpen] = useState<{ id: number; dialog: HubDialog } | undefined>();
  const connectButton = isAdmin ? <LinkButton to="/hub/connect">Connect Amazon ECR</LinkButton> : undefined;
  const connections = query.data ?? [];
  const chosen = connections.find(({ id }) => id === open?.id);
  return (
    <>
      <PageHead
        title="Integration Hub"
        documentTitle="Integration Hub"
        here="Integration Hub"
        under="Registries that Plimsoll watches. Connecting one takes two minutes and five read-only permissions."
        actions={connections.length > 0 ? connectButton : undefined}
      />
      {query.isPending && <LoadingRows rows={2} height={220} />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The registries" onRetry={() => void query.refetch()} />
      )}
      {query.data?.length === 0 && (
        <Nothing title="No registry is connected yet" action={connectButton ?? <p className="small">Only an admin can connect one.</p>}>
          Plimsoll then finds every tagged image, reads each once, and keeps its vulnerabilities true as advisories and tags change.
        </Nothing>
      )}
      <div className={classes.cards}>
        {connections.map((connection: Connection) => (
          <ConnectionCard key={connection.id} connection={connection} onDialog={(dialog) => setOpen({ id: connection.id, dialog })} />
        ))}
      </div>
      {chosen !== undefined && open !== undefined && (
        <ConnectionDialog connection={chosen} dialog={open.dialog} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
