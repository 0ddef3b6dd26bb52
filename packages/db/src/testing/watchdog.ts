import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, withFileLock } from '../embedded/lock.ts';
import { findPostmaster, stopPostmaster } from '../embedded/postmaster.ts';

const GRACE_MS = 5000;

/** Ends the shared test server of `home` when the processes of all its leases are gone, a moment later. */
export async function watch(home: string, graceMs: number = GRACE_MS): Promise<void> {
  for (let idleSince = Date.now(); ;) {
    if (await hasLease(home)) idleSince = Date.now();
    else if (Date.now() - idleSince >= graceMs && (await end(home))) return;
    await sleep(Math.min(graceMs, 500));
  }
}

/** Under the lock that starters take, so that nobody adopts a server that is about to end. */
async function end(home: string): Promise<boolean> {
  return withFileLock(join(home, 'postgres.lock'), async () => {
    if (await hasLease(home)) return false;
    const server = await findPostmaster(join(home, 'postgres'));
    if (server !== undefined) await stopPostmaster(server);
    return true;
  });
}

async function hasLease(home: string): Promise<boolean> {
  const leases = join(home, 'leases');
  let isHeld = false;
  for (const name of await readdir(leases)) {
    if (isAlive(Number(name))) isHeld = true;
    else await rm(join(leases, name), { force: true });
  }
  return isHeld;
}

const home = process.argv[2];
if (import.meta.main && home !== undefined) await watch(home);
