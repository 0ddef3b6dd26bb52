import { z } from 'zod';
import { makeAll, type MakePlansDeps } from '../use-cases/make-plans.ts';
import type { Job } from './job.ts';

const Data = z.object({}).nullish();

/** Makes plans for what every repository ships: after a sync, after a re-match, when a decision is made, ends or expires. */
export const makePlans: Job<typeof Data, MakePlansDeps> = {
  name: 'make-plans',
  role: 'matcher',
  data: Data,
  key: () => 'plans',
  concurrency: 1,
  timeoutSeconds: 6 * 3600,
  retries: 1,
  run: (_, deps) => makeAll(deps),
};
