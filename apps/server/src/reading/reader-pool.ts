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
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: ((worker: Worker) => void)[] = [];

  const start = (): Worker => {
    const worker = new Worker(ENTRY, { workerData: { databaseUrl }, resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes } });
    all.add(worker);
    worker.once('exit', () => all.delete(worker));
    return worker;
  };

  const take = (): Promise<Worker> => {
    const worker = idle.pop() ?? (all.size < size ? start() : undefined);
    return worker === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(worker);
  };

  const give = (worker: Worker): void => {
    const next = waiting.shift();
    if (next !== undefined) next(all.has(worker) ? worker : start());
    else if (all.has(worker)) idle.push(worker);
  };

  return {
    read: async (request, { signal, onUpdate }) => {
      const worker = await take();
      try {
        return await readIn(worker, request, { signal, onUpdate, timeoutMs });
      } finally {
        give(worker);
      }
    },
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

interface ReadInOptions {
  readonly signal: AbortSignal;
  readonly onUpdate: (update: ReadUpdate) => void;
  readonly timeoutMs: number;
}

function readIn(worker: Worker, request: ReadRequest, { signal, onUpdate, timeoutMs }: ReadInOptions): Promise<ReadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadResult>();
  const name = `${request.repository}@${request.digest}`;
  const post = (message: ToReader): void => worker.postMessage(message);
  const onMessage = (message: FromReader): void => {
    if (message.type === 'update') onUpdate(message.update);
    else if (message.type === 'result') resolve(message.result);
    else reject(new PlimsollError(message.code, message.message, { hint: message.hint }));
  };
  const onExit = (): void => reject(new PlimsollError('LIMIT_EXCEEDED', `reading ${name} was stopped`));
  const onError = (error: Error): void => {
    reject(new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took its thread down: ${error.message}`, { cause: error }));
  };
  const onAbort = (): void => post({ type: 'abort' });
  const timer = setTimeout(() => {
    reject(new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took longer than ${Math.round(timeoutMs / 60_000)} minutes`));
    void worker.terminate();
  }, timeoutMs);

  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) reject(new PlimsollError('CANCELLED', `reading ${name} was cancelled`));
  else post({ type: 'read', request });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  });
}
