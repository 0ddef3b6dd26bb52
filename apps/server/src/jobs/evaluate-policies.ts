import { z } from 'zod';
import { evaluateAll, type EvaluatePoliciesDeps } from '../use-cases/evaluate-policies.ts';
import type { Job } from './job.ts';

const Data = z.object({}).nullish();

/** Holds every current image against every policy: after a sync, after a re-match, when a policy changed, and every day. */
export const evaluatePolicies: Job<typeof Data, EvaluatePoliciesDeps> = {
  name: 'evaluate-policies',
  role: 'matcher',
  data: Data,
  key: () => 'policies',
  concurrency: 1,
  timeoutSeconds: 3600,
  retries: 1,
  run: (_, deps) => evaluateAll(deps),
};
