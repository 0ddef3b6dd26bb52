import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { Job } from './job.ts';
import { jobs, startJobs } from './index.ts';
import type { Queue } from './queue.ts';

it('lists every job of the folder', () => {
  const parts = new Set(['index', 'job', 'queue']);
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((name) => !parts.has(name));

  expect(jobs.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
});

it.each([
  [['api'], []],
  [['scanner'], ['sync-connection', 'scan-image']],
  [['matcher'], ['update-advisories', 'match-packages', 'evaluate-policies', 'make-plans', 'run-due']],
])('works for the roles %j on %j', async (roles, expected) => {
  const worked: string[] = [];
  const queue = { work: <D extends z.ZodType, T>({ name }: Job<D, T>) => Promise.resolve(void worked.push(name)) };

  await startJobs(queue as unknown as Queue, {} as never, { roles: new Set(roles) as never, scanConcurrency: 1 });

  expect(worked).toEqual(expected);
});
