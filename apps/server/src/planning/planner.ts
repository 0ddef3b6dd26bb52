import { runInProcess } from '../processes/run-in-process.ts';
import type { PlanRun } from './plan-fleet.ts';
import type { PlanRequest } from './plan-process.ts';

/** Makes plans in a process of its own: simulating and matching an image takes a third of a second, and the pages are not to wait for it. */
export interface Planner {
  /** Plans for what every repository ships; what was made is kept if it is cut off. @throws PlimsollError CANCELLED, INTERNAL */
  run(): Promise<PlanRun>;
  close(): Promise<void>;
}

const ENTRY = new URL('plan-process.ts', import.meta.url);
const MEMORY_MEGABYTES = 1536;

export function createPlanner(request: PlanRequest): Planner {
  const closing = new AbortController();
  const running = new Set<Promise<PlanRun>>();
  return {
    run: () => {
      const run = runInProcess<PlanRun>(ENTRY, request, {
        what: 'making plans',
        memoryMegabytes: MEMORY_MEGABYTES,
        signal: closing.signal,
      });
      running.add(run);
      return run.finally(() => running.delete(run));
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}
