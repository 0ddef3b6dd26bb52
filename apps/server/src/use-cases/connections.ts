import type { Credentials, DoctorReport } from '@plimsoll/contract';
import { addAudit, addConnection, addConnectionLog, disconnect, getConnection, reconnect, updateConnection } from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import type { SignedIn } from '../auth/auth.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Queue } from '../jobs/queue.ts';
import { syncConnection } from '../jobs/sync-connection.ts';
import { type ConnectionDeps, sealContext, targetOfConnection } from './connection-target.ts';
import { sealCredentials, toEcrCredentials } from './credentials.ts';
import { testTarget, toTarget } from './test-target.ts';

export interface ConnectionsDeps extends ConnectionDeps {
  readonly events: Pick<EventBus, 'publish'>;
  readonly queue: Pick<Queue, 'send'>;
}

/** A click goes before a sweep. */
const CLICKED = 10;

export interface NewConnectionInput {
  readonly name: string;
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly credentials: Credentials;
  readonly intervalMinutes: number;
}

/** Tests, and saves only what passes. @returns the id, undefined if it did not pass @throws PlimsollError CONFLICT if the name is taken */
export async function createConnection(
  input: NewConnectionInput,
  user: SignedIn,
  deps: ConnectionsDeps,
): Promise<{ id: number | undefined; report: DoctorReport }> {
  const { db, box, targets, queue, events } = deps;
  const { name, region, endpoint, credentials, intervalMinutes } = input;
  const report = await testTarget(toTarget({ region, endpoint, credentials: toEcrCredentials(credentials) }, targets));
  if (!report.ok) return { id: undefined, report };
  const id = await db.transaction(async (tx) => {
    // The id is part of what the secret is sealed for, so the row comes first.
    const { auth } = sealCredentials(credentials, box, sealContext(0));
    const created = await addConnection(tx, {
      name,
      region,
      account: report.account ?? 'unknown',
      endpoint,
      auth,
      sealedCredentials: null,
      intervalMinutes,
    });
    await updateConnection(tx, created, { credentials: sealCredentials(credentials, box, sealContext(created)), nextSyncAt: null });
    await addConnectionLog(tx, created, { kind: 'connected', message: `connected to ${region}`, actor: user.email });
    await addAudit(tx, {
      actor: user.email,
      action: 'connection.create',
      target: `connection ${created} ${JSON.stringify(name)}`,
      detail: region,
    });
    return created;
  });
  await queue.send(syncConnection, { connection: id }, { priority: CLICKED });
  await events.publish({ type: 'connection', connection: id });
  return { id, report };
}

/** Tests new credentials and, if they pass and `save` says so, puts them in the place of the old ones. */
export async function updateCredentials(
  id: number,
  { credentials, save }: { credentials: Credentials; save: boolean },
  user: SignedIn,
  deps: ConnectionsDeps,
): Promise<{ saved: boolean; report: DoctorReport }> {
  const { db, box, targets, queue, events } = deps;
  const { region, endpoint, account, name, state } = await getConnection(db, id);
  if (state === 'disconnected')
    throw new PlimsollError('CONFLICT', `connection ${JSON.stringify(name)} is disconnected`, { hint: 'reconnect it' });
  const report = sameAccount(
    account,
    await testTarget(toTarget({ region, endpoint, credentials: toEcrCredentials(credentials) }, targets)),
  );
  if (!report.ok || !save) return { saved: false, report };
  await updateConnection(db, id, { credentials: sealCredentials(credentials, box, sealContext(id)), state: 'connected', lastError: null });
  await addConnectionLog(db, id, { kind: 'credentials', message: 'credentials were replaced', actor: user.email });
  await addAudit(db, { actor: user.email, action: 'connection.credentials', target: `connection ${id} ${JSON.stringify(name)}` });
  await queue.send(syncConnection, { connection: id }, { priority: CLICKED });
  await events.publish({ type: 'connection', connection: id });
  return { saved: true, report };
}

/** Other credentials of the same registry are welcome; those of another account would mix two registries in one. */
function sameAccount(account: string, report: DoctorReport): DoctorReport {
  if (report.account === undefined || account === 'unknown' || report.account === account) return report;
  const failure = {
    code: 'CONFLICT',
    title: 'These are credentials of another account.',
    message: `this connection watches account ${account}, and the credentials belong to ${report.account}`,
    hint: 'connect the other account as a connection of its own',
  };
  return { ...report, ok: false, failure };
}

/** Tests what is stored. */
export async function retestConnection(id: number, deps: ConnectionsDeps): Promise<DoctorReport> {
  return testTarget(await targetOfConnection(id, deps));
}

export async function syncNow(id: number, user: SignedIn, { db, queue, events }: ConnectionsDeps): Promise<void> {
  const { state, name } = await getConnection(db, id);
  if (state === 'disconnected')
    throw new PlimsollError('CONFLICT', `connection ${JSON.stringify(name)} is disconnected`, { hint: 'reconnect it' });
  await addConnectionLog(db, id, { kind: 'sync', message: 'a sync was asked for', actor: user.email });
  await queue.send(syncConnection, { connection: id }, { priority: CLICKED });
  await events.publish({ type: 'connection', connection: id });
}

/** Scanning stops, the secrets are erased, all data stays as it is at this moment. */
export async function disconnectConnection(id: number, user: SignedIn, { db, events }: ConnectionsDeps): Promise<void> {
  const { name } = await getConnection(db, id);
  await disconnect(db, id);
  await addConnectionLog(db, id, { kind: 'disconnected', message: 'disconnected: credentials erased, data frozen', actor: user.email });
  await addAudit(db, { actor: user.email, action: 'connection.disconnect', target: `connection ${id} ${JSON.stringify(name)}` });
  await events.publish({ type: 'connection', connection: id });
}

/** Tests, and goes on from where it stopped if that passes. */
export async function reconnectConnection(
  id: number,
  credentials: Credentials,
  user: SignedIn,
  deps: ConnectionsDeps,
): Promise<{ reconnected: boolean; report: DoctorReport }> {
  const { db, box, targets, queue, events } = deps;
  const { region, endpoint, account, name } = await getConnection(db, id);
  const report = sameAccount(
    account,
    await testTarget(toTarget({ region, endpoint, credentials: toEcrCredentials(credentials) }, targets)),
  );
  if (!report.ok) return { reconnected: false, report };
  await reconnect(db, id, sealCredentials(credentials, box, sealContext(id)));
  await updateConnection(db, id, { nextSyncAt: null });
  await addConnectionLog(db, id, { kind: 'connected', message: 'reconnected', actor: user.email });
  await addAudit(db, { actor: user.email, action: 'connection.reconnect', target: `connection ${id} ${JSON.stringify(name)}` });
  await queue.send(syncConnection, { connection: id }, { priority: CLICKED });
  await events.publish({ type: 'connection', connection: id });
  return { reconnected: true, report };
}
