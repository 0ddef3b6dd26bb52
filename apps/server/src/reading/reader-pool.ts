import { PlimsollError } from '@plimsoll/model';
import { resultOf } from '../processes/answer.ts';
import { type Child, startChild } from '../processes/child.ts';
import type { FromReader, ReadRequest, ReadResult, ReadUpdate, ToReader } from './read-request.ts';

/** Reads images in processes of their own. */
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

/** A process that reads one image at a time, and whoever waits for it. */
interface Reader {
  readonly child: Child;
  /** Why it is gone; undefined while it lives. */
  ended: string | undefined;
  current: { readonly onMessage: (message: FromReader) => void; readonly onEnd: (why: string) => void } | undefined;
}

export function createReaderPool({ databaseUrl, size, memoryMegabytes = 1536, timeoutMs = 3_600_000 }: ReaderPoolOptions): ReaderPool {
  const closing = new AbortController();
  const alive = new Set<Reader>();
  const idle: Reader[] = [];
  const waiting: (() => void)[] = [];

  const start = (): Reader => {
    const child = startChild(ENTRY, { memoryMegabytes });
    const reader: Reader = { child, ended: undefined, current: undefined };
    alive.add(reader);
    child.onMessage((message) => reader.current?.onMessage(message as FromReader));
    child.onEnd((why) => {
      reader.ended = why;
      alive.delete(reader);
      reader.current?.onEnd(why);
    });
    child.send({ type: 'open', databaseUrl } satisfies ToReader);
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
            void reader.child.end();
          },
        });
      } finally {
        give(reader);
      }
    },
    close: async () => {
      closing.abort();
      await Promise.all([...alive].map(({ child }) => child.end()));
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
  /** Ends the process. */
  readonly stop: () => void;
}

function readIn(reader: Reader, request: ReadRequest, { signal, onUpdate, timeoutMs, stop }: ReadInOptions): Promise<ReadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<Exclude<FromReader, { type: 'update' }>>();
  const name = `${request.repository}@${request.digest}`;
  const send = (message: ToReader): void => reader.child.send(message);
  reader.current = {
    onMessage: (message) => (message.type === 'update' ? onUpdate(message.update) : resolve(message)),
    onEnd: (why) =>
      reject(signal.aborted ? cancelled(request) : new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took its process down: ${why}`)),
  };
  const onAbort = (): void => send({ type: 'abort' });
  const timer = setTimeout(() => {
    reject(new PlimsollError('LIMIT_EXCEEDED', `reading ${name} took longer than ${timeoutMs / 1000} seconds`));
    stop();
  }, timeoutMs);

  signal.addEventListener('abort', onAbort);
  if (signal.aborted) reject(cancelled(request));
  else if (reader.ended !== undefined) reader.current.onEnd(reader.ended);
  else send({ type: 'read', request });
  return promise.then(resultOf).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    reader.current = undefined;
  });
}
