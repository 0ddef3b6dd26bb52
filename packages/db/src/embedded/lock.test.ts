import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { isAlive, withFileLock } from './lock.ts';

const folder = await mkdtemp(join(tmpdir(), 'plimsoll-lock-'));
afterAll(() => rm(folder, { recursive: true }));

it('lets one at a time in', async () => {
  const file = join(folder, 'a');
  let inside = 0;
  let most = 0;

  await Promise.all(
    Array.from({ length: 5 }, () =>
      withFileLock(file, async () => {
        most = Math.max(most, ++inside);
        await sleep(5);
        inside--;
      }),
    ),
  );

  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

it('takes over the lock of a dead process', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(join(folder, 'b'), `${dead}`);

  expect(isAlive(dead)).toBe(false);
  expect(await withFileLock(join(folder, 'b'), async () => 'in')).toBe('in');
});

it('gives up on a living holder', async () => {
  writeFileSync(join(folder, 'c'), `${process.pid}`);

  await expect(withFileLock(join(folder, 'c'), async () => 'in', 50)).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('opens again after a failure', async () => {
  await expect(withFileLock(join(folder, 'd'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');

  expect(await withFileLock(join(folder, 'd'), async () => 'in')).toBe('in');
});
