import { z } from 'zod';
import { type MatchPackagesDeps, matchPackages as match } from '../use-cases/match-packages.ts';
import type { Job } from './job.ts';

const Data = z.object({
  /** Undefined = every stored package: the first time, or after an interrupted re-match. */
  packages: z.array(z.object({ ecosystem: z.string(), name: z.string() })).optional(),
  /** Best names of the flaws whose texts or ratings changed. */
  vulnerabilities: z.array(z.string()).default([]),
});

/** Matches stored packages again, and no image. */
export const matchPackages: Job<typeof Data, MatchPackagesDeps> = {
  name: 'match-packages',
  role: 'matcher',
  data: Data,
  key: () => 'match',
  concurrency: 1,
  timeoutSeconds: 2 * 3600,
  retries: 3,
  run: (data, deps) => match(data, deps),
};
