import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PlimsollError } from '@plimsoll/model';
import { isAlive } from './lock.ts';

/** A running (or starting) server of a cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * The server that runs on the cluster, if any. A `postmaster.pid` whose process is gone, or has become another program, names none.
 *
 * @see https://www.postgresql.org/docs/18/storage-file-layout.html
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(pid > 1 && port > 0) || !isAlive(pid) || !(await runsOn(pid, cluster))) return undefined;
  return { pid, port };
}

/** Removes a `postmaster.pid` whose number another program has now: Postgres would take that program for a server. */
export async function forgetDeadPostmaster(cluster: string): Promise<void> {
  if ((await findPostmaster(cluster)) === undefined) await rm(join(cluster, 'postmaster.pid'), { force: true });
}

/** A server's working directory is its cluster; without /proc its command line tells. */
async function runsOn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    return folder === (await realpath(cluster));
  }
  if (process.platform === 'win32') return true;
  const { stdout } = await promisify(execFile)('ps', ['-p', `${pid}`, '-o', 'command=']).catch(() => ({ stdout: '' }));
  return stdout.includes(cluster);
}

/**
 * Stops a server: cleanly; if it does not end, at once; if it hangs, by force. It recovers at the next start, nothing stored is lost.
 *
 * @throws PlimsollError DATABASE_UNAVAILABLE if it still runs after `patienceMs` thrice
 */
export async function stopPostmaster({ pid }: Postmaster, patienceMs = 30_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await hasEnded(pid, patienceMs)) return;
  }
  throw new PlimsollError('DATABASE_UNAVAILABLE', `the embedded Postgres (process ${pid}) does not stop`);
}

async function hasEnded(pid: number, patienceMs: number): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await sleep(10);
  }
  return true;
}
