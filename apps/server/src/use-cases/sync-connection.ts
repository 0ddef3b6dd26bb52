import type { EcrImage, EcrRegistry, EcrRepository } from '@plimsoll/ecr';
import { openRegistry } from '@plimsoll/ecr';
import {
  addConnectionLog,
  advanceProgress,
  type Database,
  getConnection,
  imagesToRead,
  recordListing,
  recordRepositories,
  type StoredProgress,
  updateConnection,
} from '@plimsoll/db';
import { FINGERPRINT } from '@plimsoll/engine';
import { mediaTypes } from '@plimsoll/image';
import { PlimsollError } from '@plimsoll/model';
import type { EventBus } from '../events/event-bus.ts';
import type { Queue } from '../jobs/queue.ts';
import { scanImage } from '../jobs/scan-image.ts';
import { type ConnectionDeps, targetOfConnection } from './connection-target.ts';
import { toLastError } from './error-text.ts';
import { finishSync } from './finish-sync.ts';
import { untilDisconnected } from './until-disconnected.ts';

export interface SyncDeps extends ConnectionDeps {
  readonly db: Database;
  readonly events: EventBus;
  readonly queue: Queue;
}

/** A failure of this kind in so many repositories in a row is a failure of the connection. */
const MAX_FAILURES_IN_A_ROW = 3;
const RETRY_AFTER_MINUTES = 5;
const INDEXES: readonly string[] = [mediaTypes.ociIndex, mediaTypes.dockerIndex];

/** Lists the registry, records what changed, and queues every image that was not read yet. A failure is kept on the connection and shown. */
export async function syncConnection(id: number, deps: SyncDeps, { resume = false }: { resume?: boolean | undefined } = {}): Promise<void> {
  const { db, events, queue } = deps;
  const connection = await getConnection(db, id);
  if (connection.state === 'disconnected' || (connection.progress !== undefined && !resume)) return;
  const until = untilDisconnected(id, deps);
  try {
    const registry = openRegistry(await targetOfConnection(id, deps));
    try {
      const { repositories, tagsMoved, failures } = await discover(id, registry, until.signal, deps);
      const due = await imagesToRead(db, { connection: id, fingerprint: FINGERPRINT, limit: 1_000_000 });
      await show(id, deps, { ...started(), phase: 'reading', repositories, imagesTotal: due.length, tagsMoved });
      const [failure] = failures;
      await updateConnection(db, id, { state: 'connected', lastError: failure === undefined ? null : toLastError(failure, new Date()) });
      for (const { id: image, repositoryId, repository, digest, tag } of due) {
        await queue.send(scanImage, { connection: id, image, repositoryId, repository, digest, ...(tag === undefined ? {} : { tag }) });
      }
      await finishSync(id, deps);
    } finally {
      registry.close();
    }
  } catch (error) {
    if (until.signal.aborted) return;
    if (error instanceof PlimsollError && (error.code === 'CANCELLED' || error.code === 'CONFLICT')) return; // it was disconnected
    await fail(id, error, deps);
    if (!(error instanceof PlimsollError)) throw error;
  } finally {
    until.release();
    await events.publish({ type: 'connection', connection: id });
  }
}

interface Discovery {
  readonly repositories: number;
  readonly tagsMoved: number;
  readonly failures: readonly PlimsollError[];
}

async function discover(id: number, registry: EcrRegistry, signal: AbortSignal, deps: SyncDeps): Promise<Discovery> {
  const { db } = deps;
  await show(id, deps, started());
  const repositories: EcrRepository[] = [];
  for await (const page of registry.repositories(signal)) repositories.push(...page);
  const listed = repositories.map(({ name, uri, createdAt, isImmutable }) => ({
    name,
    uri,
    createdAt,
    mutability: isImmutable ? 'IMMUTABLE' : 'MUTABLE',
  }));
  const { ids, gone } = await recordRepositories(db, id, listed);
  for (const repository of gone) await recordListing(db, { repository, images: [], complete: true });

  const failures: PlimsollError[] = [];
  let inARow = 0;
  let tagsMoved = 0;
  for (const [index, { name }] of repositories.entries()) {
    await advance(id, deps, { now: `listing ${name}, ${index + 1} of ${repositories.length}` });
    try {
      const images = (await Array.fromAsync(registry.images(name, signal))).flat();
      const changes = await recordListing(db, { repository: ids.get(name)!, images: images.map(toListed), complete: true });
      tagsMoved += changes.tagsOpened + changes.tagsMoved;
      inARow = 0;
    } catch (error) {
      if (signal.aborted || !(error instanceof PlimsollError) || error.code === 'CONFLICT') throw error;
      if (error.code === 'REPOSITORY_NOT_FOUND') continue; // deleted since it was listed: the next sync knows
      failures.push(error);
      await addConnectionLog(db, id, { kind: 'failure', message: `${name}: ${error.message}` });
      if (++inARow >= MAX_FAILURES_IN_A_ROW || inARow === repositories.length) throw error;
    }
  }
  return { repositories: repositories.length, tagsMoved, failures };
}

function toListed({
  digest,
  mediaType,
  sizeBytes,
  pushedAt,
  pulledAt,
  tags,
}: EcrImage): Parameters<typeof recordListing>[1]['images'][number] {
  return { digest, mediaType, sizeBytes, pushedAt, pulledAt, tags, isIndex: INDEXES.includes(mediaType) };
}

const started = (): StoredProgress => ({
  phase: 'discovering',
  startedAt: new Date().toISOString(),
  repositories: 0,
  imagesTotal: 0,
  imagesDone: 0,
  imagesFailed: 0,
  bytesFetched: 0,
  found: 0,
  tagsMoved: 0,
});

async function show(id: number, { db, events }: SyncDeps, progress: StoredProgress): Promise<void> {
  await updateConnection(db, id, { progress });
  await events.publish({ type: 'progress', connection: id, progress });
}

async function advance(id: number, { db, events }: SyncDeps, step: { now: string }): Promise<void> {
  const progress = await advanceProgress(db, id, step);
  if (progress !== undefined) await events.publish({ type: 'progress', connection: id, progress });
}

async function fail(id: number, error: unknown, { db }: SyncDeps): Promise<void> {
  const known =
    error instanceof PlimsollError ? error : new PlimsollError('INTERNAL', 'the sync failed inside Plimsoll', { hint: 'the log says why' });
  const { intervalMinutes } = await getConnection(db, id);
  const minutes = Math.min(intervalMinutes, RETRY_AFTER_MINUTES);
  await updateConnection(db, id, {
    state: 'error',
    progress: null,
    lastError: toLastError(known, new Date()),
    nextSyncAt: new Date(Date.now() + minutes * 60_000),
  });
  await addConnectionLog(db, id, { kind: 'failure', message: known.message });
}
