import { z } from 'zod';
import { type SyncDeps, syncConnection as sync } from '../use-cases/sync-connection.ts';
import type { Job } from './job.ts';

const Data = z.object({
  connection: z.int(),
  /** A sync was cut off when the program ended: begin it again. Without it, a sync that runs is left to run. */
  resume: z.boolean().optional(),
});

/** Looks for new, moved and gone tags of one registry, and queues what has not been read. */
export const syncConnection: Job<typeof Data, SyncDeps> = {
  name: 'sync-connection',
  role: 'scanner',
  data: Data,
  key: ({ connection }) => `connection-${connection}`,
  concurrency: 2,
  timeoutSeconds: 6 * 3600,
  retries: 0,
  run: ({ connection, resume }, deps) => sync(connection, deps, { resume }),
};
