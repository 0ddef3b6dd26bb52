import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMirror } from '@plimsoll/advisories/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { npmRecord } from '../testing/workbench.ts';
import { updateInProcess } from './update-in-process.ts';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'plimsoll-update-'))));
afterEach(() => rm(dir, { recursive: true }));

const request = () => ({ dir: join(dir, 'store'), mirror: join(dir, 'mirror'), kev: undefined, epss: undefined, endOfLife: undefined });

it('builds a store and says what changed', async () => {
  await writeMirror(join(dir, 'mirror'), [npmRecord(1, 'left')]);

  const { status, changed } = await updateInProcess(request());

  expect(status.records).toBe(1);
  expect(changed.packages).toEqual([{ ecosystem: 'npm', name: 'left' }]);
});

it('keeps the code of what went wrong', async () => {
  await expect(updateInProcess(request())).rejects.toMatchObject({
    code: 'FEED_UNAVAILABLE',
    message: expect.stringContaining('mirror') as string,
  });
});
