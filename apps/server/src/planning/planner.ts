import { Worker } from 'node:worker_threads';
import { PlimsollError } from '@plimsoll/model';
import type { PlanRun } from './plan-fleet.ts';
import type { PlanAnswer, PlanRequest } from './plan-thread.ts';

/** Makes plans in a thread of its own: simulating and matching an image takes a third of a second, and the pages are not to wait for it. */
export interface Planner {
  /** Plans for what every repository ships; what was made is kept if it is cut off. @throws PlimsollError CANCELLED, INTERNAL */
  run(): Promise<PlanRun>;
  close(): Promise<void>;
}

const ENTRY = new URL('plan-thread.ts', import.meta.url);
const MEMORY_MEGABYTES = 1536;

export function createPlanner(request: PlanRequest): Planner {
  const running = new Set<Worker>();
  let isClosed = false;
  return {
    run: () => {
      const { promise, resolve, reject } = Promise.withResolvers<PlanRun>();
      if (isClosed) reject(cancelled());
      else {
        const worker = new Worker(ENTRY, { workerData: request, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES } });
        running.add(worker);
        worker.on('message', (answer: PlanAnswer) => {
          if (answer.type === 'result') resolve(answer.result);
          else reject(new PlimsollError(answer.code, answer.message, { hint: answer.hint }));
        });
        worker.on('error', (cause) => reject(new PlimsollError('INTERNAL', `making plans failed: ${cause.message}`, { cause })));
        worker.on('exit', () => {
          running.delete(worker);
          reject(cancelled());
        });
      }
      return promise;
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

function cancelled(): PlimsollError {
  return new PlimsollError('CANCELLED', 'making plans was cancelled');
}
