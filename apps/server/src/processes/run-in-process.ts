import { PlimsollError } from '@plimsoll/model';
import { type Answer, resultOf } from './answer.ts';
import { type ChildOptions, startChild } from './child.ts';

export interface RunOptions extends ChildOptions {
  /** `making plans`: the beginning of what is said when it fails. */
  readonly what: string;
  /** Kills the process. */
  readonly signal?: AbortSignal;
}

/**
 * Runs one request in a process of its own: a module that calls `serveOnce`.
 *
 * @throws PlimsollError what it threw; CANCELLED; INTERNAL if its process died
 */
export async function runInProcess<Result>(entry: URL, request: object, { what, signal, ...options }: RunOptions): Promise<Result> {
  const cancelled = (): PlimsollError => new PlimsollError('CANCELLED', `${what} was cancelled`);
  if (signal?.aborted === true) throw cancelled();
  const { promise, resolve, reject } = Promise.withResolvers<Answer<Result>>();
  const child = startChild(entry, options);
  const onAbort = (): void => void child.end();
  signal?.addEventListener('abort', onAbort);
  child.onMessage((answer) => resolve(answer as Answer<Result>));
  child.onEnd((why) =>
    reject(signal?.aborted === true ? cancelled() : new PlimsollError('INTERNAL', `${what} took its process down: ${why}`)),
  );
  child.send(request);
  return promise.then(resultOf).finally(() => signal?.removeEventListener('abort', onAbort));
}
