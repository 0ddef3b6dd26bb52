import { randomBytes } from 'node:crypto';
import * as contract from '@plimsoll/contract';
import {
  addAudit,
  connectionTotals,
  type Database,
  getConnection,
  listConnectionLog,
  listConnections,
  problemsOfConnection,
  updateConnection,
} from '@plimsoll/db';
import { PARTITIONS, trustPolicyText } from '@plimsoll/ecr';
import type { FastifyInstance } from 'fastify';
import {
  type ConnectionsDeps,
  createConnection,
  disconnectConnection,
  reconnectConnection,
  retestConnection,
  syncNow,
  updateCredentials,
} from '../use-cases/connections.ts';
import { toEcrCredentials } from '../use-cases/credentials.ts';
import { presentConnection } from '../use-cases/present-connection.ts';
import { testTarget, toTarget } from '../use-cases/test-target.ts';
import { register, signedIn } from './register.ts';

export type ConnectionRouteDeps = ConnectionsDeps;

/** Who assumes the role is the customer's to say: the account or user whose key they enter, or this machine's. */
const TRUSTED_PLACEHOLDER = 'arn:aws:iam::ACCOUNT-OF-PLIMSOLL:root';

export function registerConnectionRoutes(app: FastifyInstance, deps: ConnectionRouteDeps): void {
  const { db, targets } = deps;

  register(app, contract.listRegions, () =>
    Promise.resolve({
      partitions: PARTITIONS.map(({ regions, ...partition }) => ({ ...partition, regions: [...regions] })),
      endpoints: [...targets.allowedEndpoints],
      ambientAllowed: targets.allowAmbient,
    }),
  );

  register(app, contract.createExternalId, () => {
    const externalId = `plimsoll-${randomBytes(18).toString('base64url')}`;
    return Promise.resolve({ externalId, trustPolicy: trustPolicyText(TRUSTED_PLACEHOLDER, externalId) });
  });

  register(app, contract.testConnection, ({ body: { region, endpoint, credentials } }) =>
    testTarget(toTarget({ region, endpoint, credentials: toEcrCredentials(credentials) }, targets)),
  );

  register(app, contract.createConnection, async (call) => {
    const { id, report } = await createConnection(call.body, signedIn(call), deps);
    return { connection: id === undefined ? null : await present(db, id), report };
  });

  register(app, contract.listConnections, async () => {
    const stored = await listConnections(db);
    const totals = await connectionTotals(
      db,
      stored.map(({ id }) => id),
    );
    return stored.map((connection) => presentConnection(connection, totals.get(connection.id)!));
  });

  register(app, contract.getConnection, ({ params: { connection } }) => present(db, connection));

  register(app, contract.updateConnection, async (call) => {
    const { connection } = call.params;
    await updateConnection(db, connection, call.body);
    await addAudit(db, {
      actor: signedIn(call).email,
      action: 'connection.update',
      target: `connection ${connection}`,
      detail: JSON.stringify(call.body),
    });
    await deps.events.publish({ type: 'connection', connection });
    return present(db, connection);
  });

  register(app, contract.updateCredentials, (call) => updateCredentials(call.params.connection, call.body, signedIn(call), deps));

  register(app, contract.retestConnection, ({ params }) => retestConnection(params.connection, deps));

  register(app, contract.syncConnection, async (call) => {
    await syncNow(call.params.connection, signedIn(call), deps);
    return { ok: true as const };
  });

  register(app, contract.disconnectConnection, async (call) => {
    await disconnectConnection(call.params.connection, signedIn(call), deps);
    return present(db, call.params.connection);
  });

  register(app, contract.reconnectConnection, async (call) => {
    const { reconnected, report } = await reconnectConnection(call.params.connection, call.body.credentials, signedIn(call), deps);
    return { connection: reconnected ? await present(db, call.params.connection) : null, report };
  });

  register(app, contract.connectionLog, async ({ params: { connection } }) => {
    const entries = await listConnectionLog(db, connection);
    return entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
  });

  register(app, contract.connectionProblems, ({ params: { connection } }) => problemsOfConnection(db, connection));
}

async function present(db: Database, id: number): Promise<contract.Connection> {
  const stored = await getConnection(db, id);
  const totals = await connectionTotals(db, [id]);
  return presentConnection(stored, totals.get(id)!);
}
