import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { PlimsollError } from '@plimsoll/model';
import type { FromReader, ReadRequest, ReadResult, ReadUpdate, ToReader } from './read-request.ts';

/**
 * Reads images in processes of their own: one that eats all memory takes its process down, not the API. A thread would not do: its heap limit
 * ends the whole process when an allocation meets it before V8 could stop the thread.
 */
export interface ReaderPool {
  /** Waits for a free process. @throws PlimsollError what reading throws; LIMIT_EXCEEDED if the process ran out of memory or time; CANCELLED */
  read(request: ReadRequest, options: { signal: AbortSignal; onUpdate: (update: ReadUpdate) => void }): Promise<ReadResult>;
  close(): Promise<void>;
}

export interface ReaderPoolOptions {
  readonly databaseUrl: string;
  readonly size: number;
  /** Heap of one process; default 1536. */
  readonly memoryMegabytes?: number;
  /** Of one image; default an hour. */
  readonly timeoutMs?: number;
}

const ENTRY = new URL('reader-process.ts', import.meta.url);
/** Of what a process writes when it dies. */
const MAX_LAST_WORDS = 4096;

interface Reader {
  readonly child: ChildProcess;
  /** The end of what it wrote to its error output. */
  lastWords: string;
}

export function createReaderPool({ databaseUrl, size, memoryMegabytes = 1536, timeoutMs = 3_600_000 }: ReaderPoolOptions): ReaderPool {
  const closing = new AbortController();
  const alive = new Set<Reader>();
  const idle: Reader[] = [];
  const waiting: (() => void)[] = [];

  const start = (): Reader => {
    const child = fork(ENTRY, {
      execArgv: [`--max-old-space-size=${memoryMegabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    const reader: Reader = { child, lastWords: '' };
    alive.add(reader);
    // Both come before the listeners of a read: a process that is going down must not be given the next image.
    child.on('error', () => alive.delete(reader)).on('exit', () => alive.delete(reader));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      reader.lastWords = (reader.lastWords + text).slice(-MAX_LAST_WORDS);
    });
    post(child, { type: 'open', databaseUrl });
    return reader;
  };

  /** Waits for a turn. The number of turns is that of processes, so that there is one for whoever has a turn. */
  let turns = size;
  const take = async (): Promise<Reader> => {
    if (turns > 0) turns--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let reader = idle.pop();
    while (reader !== undefined && !alive.has(reader)) reader = idle.pop();
    return reader ?? start();
  };

  const give = (reader: Reader): void => {
    if (alive.has(reader)) idle.push(reader);
    const next = waiting.shift();
    if (next === undefined) turns++;
    else next();
  };

  return {
    read: async (request, { signal, onUpdate }) => {
      const either = AbortSignal.any([signal, closing.signal]);
      if (either.aborted) throw cancelled(request);
      const reader = await take();
      try {
        return await readIn(reader, request, {
          signal: either,
          onUpdate,
          timeoutMs,
          stop: () => {
            alive.delete(reader);
            reader.child.kill('SIGKILL');
          },
        });
      } finally {
        give(reader);
      }
    },
    close: async () => {
      closing.abort();
      await Promise.all([...alive].map(({ child }) => end(child)));
    },
  };
}

function cancelled({ repository, digest }: ReadRequest): PlimsollError {
  return new PlimsollError('CANCELLED', `reading ${repository}@${digest} was cancelled`);
}

/** A process that is gone cannot be told anything: its exit says so. */
function post(child: ChildProcess, message: ToReader): void {
  child.send(message, () => undefined);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

interface ReadInOptions {
  readonly signal: AbortSignal;
  readonly onUpdate: (update: ReadUpdate) => void;
  readonly timeoutMs: number;
  /** Ends the process. */
  readonly stop: () => void;
}

function readIn(reader: Reader, request: ReadRequest, { signal, onUpdate, timeoutMs, stop }: ReadInOptions): Promise<ReadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadResult>();
  const name = `${request.repository}@${request.digest}`;
  const { child } = reader;
  const onMessage = (message: FromReader): void => {
    if (message.type === 'update') onUpdate(message.update);
    else if (message.type === 'result') resolve(message.result);
    else reject(new PlimsollError(message.code, message.message, { hint: message.hint }));
  };
  const onExit = (): void => {
    const why = /heap out of memory|Allocation failed/.test(reader.lastWords) ? ': it ran out of memory' : '';
    reject(
      signal.aborted
        ? cancelled(request)
        : new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took its process down${why}`, { cause: new Error(reader.lastWords) }),
    );
  };
  const onError = (error: Error): void => {
    reject(new PlimsollError('LIMIT_EXCEEDED', `no process could be started to read ${name}: ${error.message}`, { cause: error }));
  };
  const onAbort = (): void => post(child, { type: 'abort' });
  const timer = setTimeout(() => {
    reject(new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took longer than ${timeoutMs / 1000} seconds`));
    stop();
  }, timeoutMs);

  // `close`, not `exit`: its last words have been read then.
  child.on('message', onMessage).on('error', onError).on('close', onExit);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) reject(cancelled(request));
  else post(child, { type: 'read', request });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    child.off('message', onMessage).off('error', onError).off('close', onExit);
  });
}
