import { parentPort, workerData } from 'node:worker_threads';
import { updateStore, type UpdateResult } from '@plimsoll/advisories';
import { type ErrorCode, PlimsollError } from '@plimsoll/model';

/** What the thread is given: the options of `updateStore` that are plain data. */
export interface UpdateRequest {
  readonly dir: string;
  readonly mirror: string;
  readonly kev: string | undefined;
  readonly epss: string | undefined;
  readonly endOfLife: string | undefined;
}

export type UpdateAnswer =
  | { readonly type: 'result'; readonly result: UpdateResult }
  | { readonly type: 'error'; readonly code: ErrorCode; readonly message: string; readonly hint: string | undefined };

/** Builds a store and ends. */
if (parentPort !== null) {
  const port = parentPort;
  const answer = (message: UpdateAnswer): void => port.postMessage(message);
  try {
    answer({ type: 'result', result: await updateStore(workerData as UpdateRequest) });
  } catch (error) {
    const known =
      error instanceof PlimsollError
        ? error
        : new PlimsollError('INTERNAL', error instanceof Error ? (error.stack ?? error.message) : String(error));
    answer({ type: 'error', code: known.code, message: known.message, hint: known.hint });
  }
}
