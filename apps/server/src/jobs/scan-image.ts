import { advanceProgress, type Database, getConnection, markFailed, markNotImage, markReading, recordIndex } from '@plimsoll/db';
import { parseDigest, PlimsollError, toProblem } from '@plimsoll/model';
import { z } from 'zod';
import type { EventBus } from '../events/event-bus.ts';
import type { ReaderPool } from '../reading/reader-pool.ts';
import { type ConnectionDeps, targetOfConnection } from '../use-cases/connection-target.ts';
import { finishSync } from '../use-cases/finish-sync.ts';
import { type StoreReadDeps, storeRead } from '../use-cases/store-read.ts';
import { untilDisconnected } from '../use-cases/until-disconnected.ts';
import type { Job } from './job.ts';
import type { Queue } from './queue.ts';

export interface ScanImageDeps extends ConnectionDeps, StoreReadDeps {
  readonly db: Database;
  readonly events: EventBus;
  readonly queue: Queue;
  readonly readers: Pick<ReaderPool, 'read'>;
}

const Data = z.object({
  connection: z.int(),
  image: z.int(),
  repositoryId: z.int(),
  repository: z.string(),
  digest: z.string(),
  tag: z.string().optional(),
});

/** Reads one manifest of a registry: an image and all its packages, an index (whose children become jobs), or something else. */
export const scanImage: Job<typeof Data, ScanImageDeps> = {
  name: 'scan-image',
  role: 'scanner',
  data: Data,
  key: ({ image }) => `image-${image}`,
  timeoutSeconds: 3 * 3600,
  retries: 3,
  run,
};

async function run(data: z.output<typeof Data>, deps: ScanImageDeps): Promise<void> {
  const { db, events, queue } = deps;
  const { connection, image, repository, digest } = data;
  const until = untilDisconnected(connection, deps);
  try {
    const target = await targetOfConnection(connection, deps);
    await markReading(db, image);
    await step(deps, connection, { now: nameOf(data) });
    const result = await deps.readers.read(
      { target, repository, digest: parseDigest(digest), tag: data.tag },
      {
        signal: until.signal,
        onUpdate: ({ layersDone, layers, bytesFetched, isSlowed }) => {
          const now = `${nameOf(data)} · layer ${Math.min(layersDone + 1, layers)} of ${layers}`;
          inBackground(step(deps, connection, { bytes: bytesFetched, now, slowed: isSlowed }));
        },
      },
    );
    // What is no image, and an index in place of its images, are not counted as images that were read.
    if (result.kind === 'not-an-image') {
      await markNotImage(db, image, result.what);
      await step(deps, connection, { total: -1 });
    } else if (result.kind === 'index') {
      const children = await recordIndex(db, {
        repository: data.repositoryId,
        indexDigest: digest,
        children: result.children,
        problems: result.problems,
      });
      // Counted before they are queued: one could be read before the next is counted, and the sync would end.
      await step(deps, connection, { total: children.length - 1 });
      for (const [index, id] of children.entries()) {
        const child = { ...data, image: id, digest: result.children[index]!.digest };
        if (!(await queue.send(scanImage, child))) await step(deps, connection, { total: -1 }); // it waits already, and is counted
      }
    } else {
      if (deps.stores.current() === undefined) await step(deps, connection, { now: 'waiting for the first advisories' });
      const found = await storeRead({ image, ...result }, deps, until.signal);
      await step(deps, connection, { found, done: 1 });
    }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    if ((await getConnection(db, connection)).state === 'disconnected') return;
    if (error.code === 'CANCELLED') throw error; // the program ends: the queue tries again
    await markFailed(db, image, toProblem(error));
    await step(deps, connection, { failed: 1 });
  } finally {
    until.release();
  }
  await events.publish({ type: 'image', connection, repository, digest });
  await finishSync(connection, deps);
}

function nameOf({ repository, tag, digest }: z.output<typeof Data>): string {
  return tag === undefined ? `${repository}@${digest.slice(0, 19)}` : `${repository}:${tag}`;
}

async function step({ db, events }: ScanImageDeps, connection: number, change: Parameters<typeof advanceProgress>[2]): Promise<void> {
  const progress = await advanceProgress(db, connection, change);
  if (progress !== undefined) await events.publish({ type: 'progress', connection, progress });
}

/** What is shown while an image is read may get lost; the reading itself must not fail for it. */
function inBackground(work: Promise<void>): void {
  work.catch(() => undefined);
}
