import { z } from 'zod';
import { type UpdateAdvisoriesDeps, updateAdvisories as update } from '../use-cases/update-advisories.ts';
import type { Job } from './job.ts';

const Data = z.object({});

/** Fetches what the feeds have new, builds the store beside the old one, and queues the re-match of what changed. */
export const updateAdvisories: Job<typeof Data, UpdateAdvisoriesDeps> = {
  name: 'update-advisories',
  role: 'matcher',
  data: Data,
  key: () => 'advisories',
  concurrency: 1,
  timeoutSeconds: 2 * 3600,
  retries: 0,
  run: (_, deps) => update(deps),
};
