import { throttled } from './service-errors.ts';

/** A token bucket for one operation, per account and region. */
export interface ThrottleRule {
  readonly ratePerSecond: number;
  /** How many calls may come at once; at least 1. */
  readonly burst: number;
  /** Status of the JSON API's answer, 400 (default) or 429; the registry always says 429. */
  readonly status?: 400 | 429;
  /** Sent as `Retry-After`; default: not sent, as Amazon does. */
  readonly retryAfterSeconds?: number;
}

/** Throttles by operation: `DescribeImages`. Registry routes count as the operation whose permission they need. */
export interface Throttles {
  /** Sets or (undefined) removes the throttle of an operation. */
  set(operation: string, rule: ThrottleRule | undefined): void;
  /** Takes one call from the bucket. @throws AwsError ThrottlingException */
  take(operation: string, owner: string): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

export function createThrottles(now: () => number): Throttles {
  const rules = new Map<string, ThrottleRule>();
  const buckets = new Map<string, Bucket>();
  return {
    set: (operation, rule) => {
      for (const key of buckets.keys()) if (key.startsWith(`${operation} `)) buckets.delete(key);
      if (rule) rules.set(operation, rule);
      else rules.delete(operation);
    },
    take: (operation, owner) => {
      const rule = rules.get(operation);
      if (!rule) return;
      const key = `${operation} ${owner}`;
      const bucket = buckets.get(key) ?? { tokens: rule.burst, at: now() };
      bucket.tokens = Math.min(rule.burst, bucket.tokens + (Math.max(0, now() - bucket.at) / 1000) * rule.ratePerSecond);
      bucket.at = now();
      buckets.set(key, bucket);
      if (bucket.tokens < 1) throw throttled(rule.status ?? 400, rule.retryAfterSeconds);
      bucket.tokens -= 1;
    },
  };
}
