import { Connection, SyncProgress } from '@plimsoll/contract';
import type { ConnectionTotals, StoredConnection } from '@plimsoll/db';
import { z } from 'zod';
import { storedAuth } from './connection-target.ts';

const Slowed = z.object({ slowed: z.boolean().default(false) });

/** A connection as people see it. */
export function presentConnection(stored: StoredConnection, { repositories, images, findings }: ConnectionTotals): Connection {
  const progress = SyncProgress.safeParse(stored.progress);
  const lastError = Connection.shape.lastError.safeParse(stored.lastError);
  return {
    id: stored.id,
    kind: 'ecr',
    name: stored.name,
    region: stored.region,
    account: stored.account,
    state: stored.state,
    shown: shownState(stored, lastError.data !== undefined),
    auth: storedAuth(stored),
    hasCredentials: stored.hasCredentials,
    intervalMinutes: stored.intervalMinutes,
    createdAt: stored.createdAt.toISOString(),
    images,
    repositories,
    findings,
    ...(stored.endpoint === undefined ? {} : { endpoint: stored.endpoint }),
    ...(stored.credentialsUpdatedAt === undefined ? {} : { credentialsUpdatedAt: stored.credentialsUpdatedAt.toISOString() }),
    ...(stored.disconnectedAt === undefined ? {} : { disconnectedAt: stored.disconnectedAt.toISOString() }),
    ...(stored.lastSyncAt === undefined ? {} : { lastSyncAt: stored.lastSyncAt.toISOString() }),
    ...(stored.lastSyncSummary === undefined ? {} : { lastSyncSummary: stored.lastSyncSummary }),
    ...(stored.nextSyncAt === undefined ? {} : { nextSyncAt: stored.nextSyncAt.toISOString() }),
    ...(lastError.data === undefined ? {} : { lastError: lastError.data }),
    ...(progress.success ? { progress: progress.data } : {}),
  };
}

function shownState({ state, progress }: StoredConnection, hasError: boolean): Connection['shown'] {
  if (state === 'disconnected') return 'disconnected';
  if (progress !== undefined) return Slowed.safeParse(progress).data?.slowed === true ? 'slowed' : 'syncing';
  return state === 'error' || hasError ? 'attention' : 'connected';
}
