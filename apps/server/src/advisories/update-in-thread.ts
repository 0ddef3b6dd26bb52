import { Worker } from 'node:worker_threads';
import type { UpdateResult } from '@plimsoll/advisories';
import { PlimsollError } from '@plimsoll/model';
import type { UpdateAnswer, UpdateRequest } from './update-thread.ts';

const ENTRY = new URL('update-thread.ts', import.meta.url);

/** `updateStore` in a thread of its own: compiling 300,000 advisories must not keep the pages waiting. @throws PlimsollError what it throws */
export async function updateInThread(request: UpdateRequest): Promise<UpdateResult> {
  const { promise, resolve, reject } = Promise.withResolvers<UpdateResult>();
  const worker = new Worker(ENTRY, { workerData: request });
  worker.on('message', (answer: UpdateAnswer) => {
    if (answer.type === 'result') resolve(answer.result);
    else reject(new PlimsollError(answer.code, answer.message, { hint: answer.hint }));
  });
  worker.on('error', (cause) => reject(new PlimsollError('FEED_INVALID', `updating the advisories failed: ${cause.message}`, { cause })));
  worker.on('exit', () => reject(new PlimsollError('FEED_INVALID', 'updating the advisories was stopped')));
  return promise;
}
