import { setTimeout as sleep } from 'node:timers/promises';
import { faultOf, retryAfterOf } from './aws-errors.ts';
import type { Limiters } from './limiter.ts';

export interface RetryOptions {
  readonly limiters: Limiters;
  /** Makes the next attempt sign with new credentials. */
  readonly refresh: () => void;
  readonly signal?: AbortSignal | undefined;
  /** How long throttles and faults are waited out. */
  readonly budgetMs?: number;
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}

const BUDGET_MS = 10 * 60_000;
const THROTTLE_BASE_MS = 1000;
const TRANSIENT_BASE_MS = 100;
const MAX_DELAY_MS = 60_000;
/** Faults of the service or the network in a row; throttles are bounded by the budget alone. */
const MAX_TRANSIENT = 6;

/**
 * Sends one request until it is answered: throttles wait with full jitter and halve the operation's rate, faults are tried again, an
 * expired session is refreshed once. The SDK's own retries are off: its bucket is shared by a client and runs dry.
 *
 * @throws the last error as it came, if it is permanent, or the budget is spent
 */
export async function withRetry<T>(operation: string, send: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { limiters, refresh, signal, budgetMs = BUDGET_MS, wait = waitFor, random = Math.random } = options;
  const limiter = limiters(operation);
  let spentMs = 0;
  let throttles = 0;
  let transients = 0;
  let refreshed = false;
  for (;;) {
    await limiter.take(signal);
    try {
      return await send();
    } catch (error) {
      signal?.throwIfAborted();
      const fault = faultOf(error);
      if (fault === 'expired' && !refreshed) {
        refreshed = true;
        refresh();
        continue;
      }
      if (fault === 'permanent' || fault === 'expired') throw error;
      if (fault === 'throttled') limiter.slowDown();
      const count = fault === 'throttled' ? throttles++ : transients++;
      const base = fault === 'throttled' ? THROTTLE_BASE_MS : TRANSIENT_BASE_MS;
      const delay = Math.max((retryAfterOf(error) ?? 0) * 1000, random() * Math.min(MAX_DELAY_MS, base * 2 ** count));
      spentMs += delay;
      if (spentMs > budgetMs || transients >= MAX_TRANSIENT) throw error;
      await wait(delay, signal);
    }
  }
}

async function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal });
}
