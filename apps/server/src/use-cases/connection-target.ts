import { type Database, getConnection, sealedCredentialsOf, type StoredConnection } from '@plimsoll/db';
import { Connection } from '@plimsoll/contract';
import type { EcrTarget } from '@plimsoll/ecr';
import { PlimsollError } from '@plimsoll/model';
import type { SealedBox } from '../secrets/sealed-box.ts';
import { openCredentials, type StoredAuth } from './credentials.ts';
import { type TargetPolicy, toTarget } from './test-target.ts';

export interface ConnectionDeps {
  readonly db: Database;
  readonly box: SealedBox;
  readonly targets: TargetPolicy;
}

/** What the credentials of a connection are sealed for: they open for no other. */
export function sealContext(connection: number): string {
  return `connection:${connection}`;
}

/** How a connection signs in, as it is stored. */
export function storedAuth({ auth }: Pick<StoredConnection, 'auth'>): StoredAuth {
  return Connection.shape.auth.parse(auth);
}

/** Where a connection's registry is, with its secrets. @throws PlimsollError CANCELLED if it is disconnected */
export async function targetOfConnection(id: number, { db, box, targets }: ConnectionDeps): Promise<EcrTarget> {
  const connection = await getConnection(db, id);
  if (connection.state === 'disconnected')
    throw new PlimsollError('CANCELLED', `connection ${JSON.stringify(connection.name)} is disconnected`);
  const credentials = openCredentials(storedAuth(connection), await sealedCredentialsOf(db, id), box, sealContext(id));
  return toTarget(
    { region: connection.region, endpoint: connection.endpoint, credentials, sessionName: `plimsoll-connection-${id}` },
    targets,
  );
}
