import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Connection,
  createConnection,
  type DoctorReport,
  getAdvisoryStatus,
  type FleetFix,
  getConnection,
  getPlanSummary,
  listConnections,
  listFleetFixes,
  listImages,
  syncConnection,
  updateAdvisories,
} from '@plimsoll/contract';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { PlimsollError } from '@plimsoll/model';
import type { ApiClient } from './api-client.ts';
import { READER_KEYS, REGION } from './registry.ts';
import type { ImageRow } from './summary.ts';

/** What the steps below need. */
export interface ScanContext {
  readonly api: ApiClient;
  readonly signal: AbortSignal;
  /** Tells people what happens. */
  readonly report: (step: string, text: string) => void;
}

const CONNECTION_NAME = 'Demo registry';
const POLL_MS = 200;
const MAX_WAIT_MS = 60_000;

/** Has the server fetch its advisories. @returns how many records it has @throws PlimsollError FEED_UNAVAILABLE if it could not */
export async function loadAdvisories({ api, signal }: ScanContext): Promise<number> {
  const startedAt = new Date().toISOString();
  await api.call(updateAdvisories);
  return waitFor('the advisories were not loaded', signal, async () => {
    const { updating, updatedAt, lastError, records, feeds } = await api.call(getAdvisoryStatus);
    if (updating || (updatedAt ?? '') < startedAt) return undefined;
    const failure = lastError ?? feeds.find(({ error }) => error !== undefined)?.error;
    if (failure !== undefined) throw new PlimsollError('FEED_UNAVAILABLE', `the advisories were not loaded: ${failure}`);
    return records;
  });
}

/** Connects the registry, or has it looked at again if it was connected in an earlier run, and waits until every image was read. */
export async function scanRegistry(emulator: Emulator, context: ScanContext): Promise<Connection> {
  const { api, report, signal } = context;
  const startedAt = new Date().toISOString();
  const known = (await api.call(listConnections)).find(({ name, state }) => name === CONNECTION_NAME && state !== 'disconnected');
  if (known !== undefined) await api.call(syncConnection, { params: { connection: known.id } });
  const { id, account } = known ?? (await connect(emulator, api));
  report(
    'connected',
    `${CONNECTION_NAME}, account ${account} in ${REGION}, with ${known === undefined ? 'five' : 'the saved five'} permissions`,
  );

  let told = '';
  return waitFor('the images were not read', signal, async () => {
    const connection = await api.call(getConnection, { params: { connection: id } });
    const { progress, lastError, lastSyncAt, state } = connection;
    const text = progress === undefined ? '' : `${progress.imagesDone} of ${progress.imagesTotal} images read`;
    if (progress?.phase === 'reading' && text !== told) report('scanning', (told = text));
    if (state === 'error') throw new PlimsollError('INTERNAL', `the sync failed: ${lastError?.message ?? 'for an unknown reason'}`);
    return progress === undefined && (lastSyncAt ?? '') >= startedAt ? connection : undefined;
  });
}

/** Every tagged image of the connection. */
export async function imagesOf(connection: number, { api }: ScanContext): Promise<readonly ImageRow[]> {
  const rows: ImageRow[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await api.call(listImages, { query: { connection, limit: 200, ...(cursor === undefined ? {} : { cursor }) } });
    rows.push(...page.rows);
    cursor = page.nextCursor;
    if (cursor === undefined) return rows;
  }
}

/** Waits for the plans of what was read. @returns the first fixes of the fleet, most risk removed per edit first */
export async function firstFixes({ api, signal }: ScanContext): Promise<readonly FleetFix[]> {
  await waitFor('the fix plans were not made', signal, async () => {
    const { making, madeAt } = await api.call(getPlanSummary);
    return making || madeAt === undefined ? undefined : madeAt;
  });
  return api.call(listFleetFixes, { query: { limit: 3 } });
}

async function connect(emulator: Emulator, api: ApiClient): Promise<Connection> {
  const { connection, report } = await api.call(createConnection, {
    body: {
      name: CONNECTION_NAME,
      region: REGION,
      endpoint: emulator.endpoint,
      credentials: { kind: 'keys', ...READER_KEYS },
      intervalMinutes: 60,
    },
  });
  if (connection === null) throw new PlimsollError('PERMISSION_DENIED', `the registry was not connected: ${reasonOf(report)}`);
  return connection;
}

function reasonOf({ failure, permissions }: DoctorReport): string {
  const missing = permissions.filter(({ state }) => state !== 'granted').map(({ action }) => action);
  return failure?.message ?? `${missing.join(', ')} not granted`;
}

async function waitFor<T>(failure: string, signal: AbortSignal, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new PlimsollError('INTERNAL', `${failure} within ${MAX_WAIT_MS / 1000} seconds`);
    await sleep(POLL_MS, undefined, { signal });
  }
}
