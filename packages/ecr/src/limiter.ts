import { setTimeout as sleep } from 'node:timers/promises';

/** Requests a second for one operation in one account and region: additive increase, multiplicative decrease. */
export interface Limiter {
  /** Waits for its turn. @throws AbortError */
  take(signal?: AbortSignal): Promise<void>;
  /** The service said "too fast": halves the rate, at most once in 100 ms. */
  slowDown(): void;
  /** Now, in requests a second. */
  readonly rate: number;
  /** True for a minute after the last slow-down. */
  readonly isSlowed: boolean;
}

/** Far below the account's quotas, which it shares with its production: a tenth of the pull rates, and little for the unpublished ones. */
const MAX_RATES: Readonly<Record<string, number>> = {
  DescribeRepositories: 10,
  DescribeImages: 10,
  BatchGetImage: 100,
  GetDownloadUrlForLayer: 200,
  GetAuthorizationToken: 10,
};

const MIN_RATE = 0.2;
const CUT_EPOCH_MS = 100;
const RAISE_EVERY_MS = 1000;
const SLOWED_FOR_MS = 60_000;

/** One limiter an operation; share the value between clients of the same account and region. */
export type Limiters = (operation: string) => Limiter;

export function createLimiters(now: () => number = Date.now): Limiters {
  const limiters = new Map<string, Limiter>();
  return (operation) => {
    const known = limiters.get(operation);
    if (known !== undefined) return known;
    const limiter = createLimiter(MAX_RATES[operation] ?? 10, now);
    limiters.set(operation, limiter);
    return limiter;
  };
}

/** Exported for its test. */
export function createLimiter(maxRate: number, now: () => number = Date.now): Limiter {
  let rate = maxRate;
  let nextAt = 0;
  let changedAt = now();
  let slowedAt = Number.NEGATIVE_INFINITY;

  /** One request a second more for every clean second since the last change. */
  const raise = (): void => {
    const seconds = Math.floor((now() - changedAt) / RAISE_EVERY_MS);
    if (seconds <= 0) return;
    rate = Math.min(maxRate, rate + seconds);
    changedAt += seconds * RAISE_EVERY_MS;
  };

  return {
    take: async (signal) => {
      signal?.throwIfAborted();
      raise();
      const at = Math.max(now(), nextAt);
      nextAt = at + 1000 / rate;
      const wait = at - now();
      if (wait > 0) await sleep(wait, undefined, signal === undefined ? {} : { signal });
    },
    slowDown: () => {
      const instant = now();
      if (instant - slowedAt < CUT_EPOCH_MS) return;
      slowedAt = instant;
      changedAt = instant;
      rate = Math.max(MIN_RATE, rate / 2);
    },
    get rate() {
      raise();
      return rate;
    },
    get isSlowed() {
      return now() - slowedAt < SLOWED_FOR_MS;
    },
  };
}
