import { advisoryState, arePoliciesDue, connectionsDue, type Database } from '@plimsoll/db';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { EventBus } from '../events/event-bus.ts';
import { evaluatePolicies } from '../jobs/evaluate-policies.ts';
import { makePlans } from '../jobs/make-plans.ts';
import type { Queue } from '../jobs/queue.ts';
import { syncConnection } from '../jobs/sync-connection.ts';
import { updateAdvisories } from '../jobs/update-advisories.ts';
import { closeExpired } from './decisions.ts';

export interface RunDueDeps {
  readonly db: Database;
  readonly events: Pick<EventBus, 'publish'>;
  readonly queue: Pick<Queue, 'send'>;
  readonly schedule: Pick<Config, 'advisoryIntervalMinutes'>;
}

const Status = z.object({
  feeds: z.array(z.object({ updatedAt: z.string().optional() })).default([]),
  /** Of an update that failed. */
  lastTriedAt: z.string().optional(),
});

/** After an update that failed the feeds are left in peace this long. */
const RETRY_AFTER_MS = 10 * 60_000;

/**
 * Closes decisions that expired, and queues every sync whose time has come, the policies when a day begins or a deadline passes, the plans if
 * decisions expired, and the advisory update if the feeds were last asked too long ago.
 */
export async function runDue({ db, events, queue, schedule }: RunDueDeps): Promise<void> {
  const expired = await closeExpired({ db, events });
  for (const connection of await connectionsDue(db)) await queue.send(syncConnection, { connection });
  if (expired > 0 || (await arePoliciesDue(db))) await queue.send(evaluatePolicies, {});
  if (expired > 0) await queue.send(makePlans, {});
  const { advisoryIntervalMinutes } = schedule;
  if (advisoryIntervalMinutes > 0 && (await areAdvisoriesDue(db, advisoryIntervalMinutes * 60_000))) await queue.send(updateAdvisories, {});
}

async function areAdvisoriesDue(db: Database, intervalMs: number): Promise<boolean> {
  const { data } = Status.safeParse((await advisoryState(db)).status);
  const fetched = (data?.feeds ?? []).map(({ updatedAt }) => Date.parse(updatedAt ?? '')).filter(Number.isFinite);
  const isOld = Date.now() - Math.max(Number.NEGATIVE_INFINITY, ...fetched) >= intervalMs;
  const tried = Date.parse(data?.lastTriedAt ?? '');
  return isOld && !(Date.now() - tried < RETRY_AFTER_MS);
}
