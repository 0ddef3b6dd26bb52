import { z } from 'zod';
import { type RunDueDeps, runDue as run } from '../use-cases/run-due.ts';
import type { Job } from './job.ts';

const Data = z.object({}).nullish();

/** Closes decisions that expired, and queues the syncs and the advisory update whose time has come. */
export const runDue: Job<typeof Data, RunDueDeps> = {
  name: 'run-due',
  role: 'matcher',
  data: Data,
  key: () => 'due',
  concurrency: 1,
  timeoutSeconds: 60,
  retries: 0,
  run: (_, deps) => run(deps),
};
