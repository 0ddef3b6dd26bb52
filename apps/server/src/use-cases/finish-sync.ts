import {
  addConnectionLog,
  type Database,
  endProgress,
  getConnection,
  type StoredProgress,
  updateConnection,
  writeDailySummary,
} from '@plimsoll/db';
import type { EventBus } from '../events/event-bus.ts';
import { evaluatePolicies } from '../jobs/evaluate-policies.ts';
import { makePlans } from '../jobs/make-plans.ts';
import type { Queue } from '../jobs/queue.ts';

/** Ends a sync whose last image was read: summary, time of the next one, log; policies are evaluated and plans made then. Does nothing while images are left. */
export async function finishSync(
  connection: number,
  { db, events, queue }: { db: Database; events: Pick<EventBus, 'publish'>; queue: Pick<Queue, 'send'> },
): Promise<void> {
  const progress = await endProgress(db, connection);
  if (progress === undefined) return;
  const { intervalMinutes } = await getConnection(db, connection);
  const summary = summaryOf(progress);
  await updateConnection(db, connection, {
    progress: null,
    lastSync: { at: new Date(), summary },
    nextSyncAt: new Date(Date.now() + intervalMinutes * 60_000),
  });
  await writeDailySummary(db);
  await addConnectionLog(db, connection, { kind: 'sync', message: summary });
  await queue.send(evaluatePolicies, {});
  await queue.send(makePlans, {});
  await events.publish({ type: 'connection', connection });
}

/** `3 tags moved, 2 images read, 11.2 MB fetched`; what did not happen is left out. */
export function summaryOf({
  tagsMoved,
  imagesDone,
  imagesFailed,
  bytesFetched,
}: Pick<StoredProgress, 'tagsMoved' | 'imagesDone' | 'imagesFailed' | 'bytesFetched'>): string {
  const parts = [
    tagsMoved === 0 ? '' : `${tagsMoved} ${tagsMoved === 1 ? 'tag' : 'tags'} new or moved`,
    imagesDone === 0 ? '' : `${imagesDone} ${imagesDone === 1 ? 'image' : 'images'} read`,
    imagesFailed === 0 ? '' : `${imagesFailed} failed`,
    bytesFetched === 0
      ? ''
      : `${bytesFetched < 1e5 ? `${Math.ceil(bytesFetched / 1000)} kB` : `${(bytesFetched / 1e6).toFixed(1)} MB`} fetched`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing new' : parts.join(', ');
}
