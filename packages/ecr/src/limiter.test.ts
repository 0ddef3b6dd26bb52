import { expect, it } from 'vitest';
import { createLimiter, createLimiters } from './limiter.ts';

it('halves the rate when the service says so, once in 100 ms, and wins it back second by second', () => {
  let now = 0;
  const limiter = createLimiter(10, () => now);

  limiter.slowDown();
  limiter.slowDown();
  expect(limiter.rate).toBe(5);
  expect(limiter.isSlowed).toBe(true);

  now += 150;
  limiter.slowDown();
  expect(limiter.rate).toBe(2.5);

  now += 3000;
  expect(limiter.rate).toBe(5.5);
  now += 60_000;
  expect(limiter.rate).toBe(10);
  expect(limiter.isSlowed).toBe(false);
});

it('spaces requests', async () => {
  const limiter = createLimiter(200);
  const startedAt = performance.now();

  for (let i = 0; i < 11; i++) await limiter.take();

  expect(performance.now() - startedAt).toBeGreaterThan(45);
});

it('gives up its place when it is aborted', async () => {
  const limiter = createLimiter(0.2);
  await limiter.take();

  await expect(limiter.take(AbortSignal.timeout(10))).rejects.toThrow(/abort/i);
});

it('keeps one limiter an operation', () => {
  const limiters = createLimiters();
  limiters('DescribeImages').slowDown();

  expect(limiters('DescribeImages').isSlowed).toBe(true);
  expect(limiters('BatchGetImage').isSlowed).toBe(false);
});
