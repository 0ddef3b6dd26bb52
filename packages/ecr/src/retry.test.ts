import { expect, it, vi } from 'vitest';
import { createLimiters } from './limiter.ts';
import { withRetry } from './retry.ts';

const named = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name, ...more });
const options = () => {
  const waits: number[] = [];
  return {
    waits,
    limiters: createLimiters(),
    refresh: vi.fn<() => void>(),
    wait: (ms: number) => Promise.resolve(void waits.push(ms)),
    random: () => 1,
  };
};
const failing = (errors: Error[]) => () => {
  const error = errors.shift();
  return error === undefined ? Promise.resolve('done') : Promise.reject(error);
};

it('waits out throttles, longer each time, without counting tries', async () => {
  const o = options();

  await expect(withRetry('BatchGetImage', failing(Array.from({ length: 9 }, () => named('ThrottlingException'))), o)).resolves.toBe('done');
  expect(o.waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  expect(o.limiters('BatchGetImage').isSlowed).toBe(true);
});

it('waits as long as the service asks', async () => {
  const o = options();

  await withRetry('X', failing([named('ThrottlingException', { $response: { headers: { 'retry-after': '20' } } })]), o);

  expect(o.waits).toEqual([20_000]);
});

it('ends when the time is spent, or the service stays broken', async () => {
  await expect(
    withRetry('X', failing(Array.from({ length: 99 }, () => named('ThrottlingException'))), { ...options(), budgetMs: 5000 }),
  ).rejects.toThrow('Throttling');
  await expect(withRetry('X', failing(Array.from({ length: 99 }, () => named('TimeoutError'))), options())).rejects.toThrow('TimeoutError');
});

it('refreshes an expired session once', async () => {
  const o = options();

  await expect(withRetry('X', failing([named('ExpiredTokenException')]), o)).resolves.toBe('done');
  expect(o.refresh).toHaveBeenCalledTimes(1);
  await expect(withRetry('X', failing([named('ExpiredTokenException'), named('ExpiredTokenException')]), options())).rejects.toThrow(
    'Expired',
  );
});

it('never repeats what was denied', async () => {
  const o = options();

  await expect(withRetry('X', failing([named('AccessDeniedException')]), o)).rejects.toThrow('AccessDenied');
  expect(o.waits).toEqual([]);
});
