import type { Database } from '@plimsoll/db';
import type { Config } from '../config.ts';
import type { EvaluatePoliciesDeps } from '../use-cases/evaluate-policies.ts';
import type { MakePlansDeps } from '../use-cases/make-plans.ts';
import type { MatchPackagesDeps } from '../use-cases/match-packages.ts';
import type { RunDueDeps } from '../use-cases/run-due.ts';
import type { SyncDeps } from '../use-cases/sync-connection.ts';
import type { UpdateAdvisoriesDeps } from '../use-cases/update-advisories.ts';
import { evaluatePolicies } from './evaluate-policies.ts';
import { makePlans } from './make-plans.ts';
import { matchPackages } from './match-packages.ts';
import type { Queue } from './queue.ts';
import { runDue } from './run-due.ts';
import { scanImage, type ScanImageDeps } from './scan-image.ts';
import { syncConnection } from './sync-connection.ts';
import { updateAdvisories } from './update-advisories.ts';

/** Every kind of background work. */
export const jobs = [evaluatePolicies, makePlans, matchPackages, runDue, scanImage, syncConnection, updateAdvisories] as const;

export type JobDeps = { readonly db: Database } & ScanImageDeps &
  SyncDeps &
  UpdateAdvisoriesDeps &
  MatchPackagesDeps &
  RunDueDeps &
  EvaluatePoliciesDeps &
  MakePlansDeps;

/** Begins to work on the jobs of this process's roles. */
export async function startJobs(
  queue: Queue,
  deps: JobDeps,
  { roles, scanConcurrency }: Pick<Config, 'roles' | 'scanConcurrency'>,
): Promise<void> {
  if (roles.has('scanner')) {
    await queue.work(syncConnection, deps, 2);
    await queue.work(scanImage, deps, scanConcurrency);
  }
  if (roles.has('matcher')) {
    await queue.work(updateAdvisories, deps, 1);
    await queue.work(matchPackages, deps, 1);
    await queue.work(evaluatePolicies, deps, 1);
    await queue.work(makePlans, deps, 1);
    await queue.work(runDue, deps, 1);
  }
}
