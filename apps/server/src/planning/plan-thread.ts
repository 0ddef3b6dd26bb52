import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '@plimsoll/db';
import { type ErrorCode, PlimsollError } from '@plimsoll/model';
import { createStoreHolder } from '../advisories/store-holder.ts';
import { planFleet, type PlanRun } from './plan-fleet.ts';

/** What the thread is given: it opens its own. */
export interface PlanRequest {
  readonly databaseUrl: string;
  /** Folder of the advisory store. */
  readonly advisories: string;
}

export type PlanAnswer =
  | { readonly type: 'result'; readonly result: PlanRun }
  | { readonly type: 'error'; readonly code: ErrorCode; readonly message: string; readonly hint: string | undefined };

/** Plans for the whole fleet once, and ends. */
if (parentPort !== null) {
  const port = parentPort;
  const answer = (message: PlanAnswer): void => port.postMessage(message);
  const { databaseUrl, advisories } = workerData as PlanRequest;
  const db = connect(databaseUrl, { maxConnections: 2 });
  const stores = createStoreHolder(advisories);
  try {
    answer({ type: 'result', result: await planFleet({ db, store: stores.current() }) });
  } catch (error) {
    const known =
      error instanceof PlimsollError
        ? error
        : new PlimsollError('INTERNAL', error instanceof Error ? (error.stack ?? error.message) : String(error));
    answer({ type: 'error', code: known.code, message: known.message, hint: known.hint });
  } finally {
    await stores.close();
    await db.close();
  }
}
