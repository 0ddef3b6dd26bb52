import type { z } from 'zod';

/** One kind of background work. `run` may be called twice for the same data: it does what is left to do. */
export interface Job<Data extends z.ZodType = z.ZodType, Deps = never> {
  /** Of the queue; stored, so it never changes. */
  readonly name: string;
  readonly role: 'scanner' | 'matcher';
  readonly data: Data;
  /** Of two jobs with the same key one waits at most, and one runs at most. */
  readonly key: (data: z.output<Data>) => string;
  /** How many run at the same time in one process; undefined = the configuration's `scanConcurrency`. */
  readonly concurrency?: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  run(data: z.output<Data>, deps: Deps): Promise<void>;
}
