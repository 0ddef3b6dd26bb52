import { PlimsollError } from '@plimsoll/model';
import type { FastifyBaseLogger } from 'fastify';
import { PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Job } from './job.ts';

/** The queue in Postgres: survives restarts, shared by all processes. */
export interface Queue {
  /**
   * A click goes before a sweep: higher priorities first. Sent twice with the same key, it waits once.
   *
   * @returns false if one waits already
   */
  send<Data>(
    job: { readonly name: string; readonly key: (data: Data) => string },
    data: NoInfer<Data>,
    options?: { priority?: number },
  ): Promise<boolean>;
  /** True while a job of this kind waits or runs. */
  isWaiting(name: string): Promise<boolean>;
  /** Sends a job of this kind every minute, once for all processes. */
  everyMinute(name: string): Promise<void>;
  /** Begins to run jobs of one kind. */
  work<Data extends z.ZodType, Deps>(job: Job<Data, Deps>, deps: Deps, concurrency: number): Promise<void>;
  /** Waits for running jobs, a little. */
  close(): Promise<void>;
}

const SCHEMA = 'jobs';
const POLL_SECONDS = 0.5;
const STOP_TIMEOUT_MS = 5000;
/** A worker that is not heard of for so long is dead, and its job another's. */
const HEARTBEAT_SECONDS = 20;
const SUPERVISE_SECONDS = 10;

export async function createQueue(
  url: string,
  jobs: readonly Pick<Job, 'name' | 'timeoutSeconds' | 'retries'>[],
  log: FastifyBaseLogger,
): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    max: 4,
    application_name: 'plimsoll-jobs',
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  for (const { name, timeoutSeconds, retries } of jobs) {
    const options = {
      expireInSeconds: timeoutSeconds,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      retryLimit: retries,
      retryDelay: 5,
      retryBackoff: true,
      deleteAfterSeconds: 86_400,
    };
    await boss.createQueue(name, { policy: 'stately', ...options });
    await boss.updateQueue(name, options);
  }
  return {
    send: async (job, data, { priority = 0 } = {}) => {
      return (await boss.send(job.name, data as object, { singletonKey: job.key(data), priority })) !== null;
    },
    isWaiting: async (name) => {
      const found = await boss.findJobs(name);
      return found.some(({ state }) => state === 'created' || state === 'active' || state === 'retry');
    },
    everyMinute: async (name) => {
      await boss.schedule(name, '* * * * *', {});
    },
    work: async (job, deps, concurrency) => {
      await boss.work(job.name, { batchSize: 1, localConcurrency: concurrency, pollingIntervalSeconds: POLL_SECONDS }, async ([task]) => {
        if (task === undefined) return;
        try {
          await job.run(job.data.parse(task.data), deps);
        } catch (error) {
          log[levelOf(error)]({ err: error, job: job.name, data: task.data }, 'job failed');
          throw error;
        }
      });
    },
    close: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }),
  };
}

/** A job that was cut off when the program ends goes back to the queue: that is no failure. */
function levelOf(error: unknown): 'debug' | 'warn' | 'error' {
  if (!(error instanceof PlimsollError) || error.code === 'INTERNAL') return 'error';
  return error.code === 'CANCELLED' ? 'debug' : 'warn';
}
