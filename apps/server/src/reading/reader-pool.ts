import { Worker } from 'node:worker_threads';
import { PlimsollError } from '@plimsoll/model';
import type { FromReader, ReadRequest, ReadResult, ReadUpdate, ToReader } from './read-request.ts';

/** Reads images in threads of their own: one that eats all memory takes its thread down, not the API. */
export interface ReaderPool {
  /** Waits for a free thread. @throws PlimsollError what reading throws; LIMIT_EXCEEDED if the thread ran out of memory or time; CANCELLED */
  read(request: ReadRequest, options: { signal: AbortSignal; onUpdate: (update: ReadUpdate) => void }): Promise<ReadResult>;
  close(): Promise<void>;
}

export interface ReaderPoolOptions {
  readonly databaseUrl: string;
  readonly size: number;
  /** Of one thread; default 1536. */
  readonly memoryMegabytes?: number;
  /** Of one image; default an hour. */
  readonly timeoutMs?: number;
}

const ENTRY = new URL('reader-thread.ts', import.meta.url);

export function createReaderPool({ databaseUrl, size, memoryMegabytes = 1536, timeoutMs = 3_600_000 }: ReaderPoolOptions): ReaderPool {
  const closing = new AbortController();
  const alive = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: (() => void)[] = [];

  const start = (): Worker => {
    const worker = new Worker(ENTRY, { workerData: { databaseUrl }, resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes } });
    alive.add(worker);
    // Both come before the listeners of a read: a thread that is going down must not be given the next image.
    worker.on('error', () => alive.delete(worker)).on('exit', () => alive.delete(worker));
    return worker;
  };

  /** Waits for a turn. The number of turns is that of threads, so that there is one for whoever has a turn. */
  let turns = size;
  const take = async (): Promise<Worker> => {
    if (turns > 0) turns--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let worker = idle.pop();
    while (worker !== undefined && !alive.has(worker)) worker = idle.pop();
    return worker ?? start();
  };

  const give = (worker: Worker): void => {
    if (alive.has(worker)) idle.push(worker);
    const next = waiting.shift();
    if (next === undefined) turns++;
    else next();
  };

  return {
    read: async (request, { signal, onUpdate }) => {
      const either = AbortSignal.any([signal, closing.signal]);
      if (either.aborted) throw cancelled(request);
      const worker = await take();
      try {
        return await readIn(worker, request, {
          signal: either,
          onUpdate,
          timeoutMs,
          stop: () => {
            alive.delete(worker);
            void worker.terminate();
          },
        });
      } finally {
        give(worker);
      }
    },
    close: async () => {
      closing.abort();
      await Promise.all([...alive].map((worker) => worker.terminate()));
    },
  };
}

function cancelled({ repository, digest }: ReadRequest): PlimsollError {
  return new PlimsollError('CANCELLED', `reading ${repository}@${digest} was cancelled`);
}

interface ReadInOptions {
  readonly signal: AbortSignal;
  readonly onUpdate: (update: ReadUpdate) => void;
  readonly timeoutMs: number;
  /** Ends the thread. */
  readonly stop: () => void;
}

function readIn(worker: Worker, request: ReadRequest, { signal, onUpdate, timeoutMs, stop }: ReadInOptions): Promise<ReadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadResult>();
  const name = `${request.repository}@${request.digest}`;
  const post = (message: ToReader): void => worker.postMessage(message);
  const onMessage = (message: FromReader): void => {
    if (message.type === 'update') onUpdate(message.update);
    else if (message.type === 'result') resolve(message.result);
    else reject(new PlimsollError(message.code, message.message, { hint: message.hint }));
  };
  const onExit = (): void => {
    reject(signal.aborted ? cancelled(request) : new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took its thread down`));
  };
  const onError = (error: Error): void => {
    reject(new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took its thread down: ${error.message}`, { cause: error }));
  };
  const onAbort = (): void => post({ type: 'abort' });
  const timer = setTimeout(() => {
    reject(new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took longer than ${timeoutMs / 1000} seconds`));
    stop();
  }, timeoutMs);

  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) reject(cancelled(request));
  else post({ type: 'read', request });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  });
}
