import { createTestDatabase, type TestDatabase } from '@plimsoll/db/testing';
import { PlimsollError } from '@plimsoll/model';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Job } from './job.ts';
import { createQueue, type Queue } from './queue.ts';

const Data = z.object({ n: z.int() });
const ran: number[] = [];
let fail = 0;
let hold: Promise<unknown> | undefined;

const job: Job<typeof Data, undefined> = {
  name: 'count',
  role: 'matcher',
  data: Data,
  key: ({ n }) => String(n),
  timeoutSeconds: 60,
  retries: 2,
  run: async ({ n }) => {
    await hold;
    if (fail-- > 0) throw new PlimsollError('FEED_UNAVAILABLE', 'not now');
    ran.push(n);
  },
};

let database: TestDatabase;
let queue: Queue;
beforeAll(async () => {
  database = await createTestDatabase();
  queue = await createQueue(database.url, [job], pino({ level: 'silent' }));
});
afterAll(async () => {
  await queue.close();
  await database.close();
});

it('keeps one job of a key, runs by priority, one at a time, and again what failed', async () => {
  expect(await queue.isWaiting('count')).toBe(false);
  expect(await queue.send(job, { n: 1 })).toBe(true);
  expect(await queue.send(job, { n: 1 })).toBe(false);
  expect(await queue.send(job, { n: 2 }, { priority: 10 })).toBe(true);
  expect(await queue.isWaiting('count')).toBe(true);

  await queue.work(job, undefined, 1);
  await vi.waitFor(() => expect(ran).toEqual([2, 1]), { timeout: 10_000 });
  await vi.waitFor(async () => expect(await queue.isWaiting('count')).toBe(false), { timeout: 10_000 });

  fail = 1;
  await queue.send(job, { n: 3 });
  await vi.waitFor(() => expect(ran).toEqual([2, 1, 3]), { timeout: 20_000 });
});

it('takes the same key again while the first runs', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  hold = promise;
  await queue.send(job, { n: 4 });
  await vi.waitFor(async () => {
    const { rows } = await database.db.query(`select from jobs.job where name = 'count' and state = 'active'`);
    expect(rows).toHaveLength(1);
  }, 10_000);

  expect(await queue.send(job, { n: 4 })).toBe(true);
  resolve();
  await vi.waitFor(() => expect(ran.filter((n) => n === 4)).toHaveLength(2), { timeout: 10_000 });
});
