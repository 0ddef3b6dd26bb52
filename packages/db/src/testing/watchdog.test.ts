import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isAlive } from '../embedded/lock.ts';
import { startDatabase } from '../embedded/start-database.ts';
import { watch } from './watchdog.ts';

const home = mkdtempSync(join(tmpdir(), 'plimsoll-watchdog-'));
chmodSync(home, 0o755);
afterAll(() => rmSync(home, { recursive: true }));

it('ends the server when the last lease is gone', async () => {
  mkdirSync(join(home, 'leases'));
  writeFileSync(join(home, 'leases', `${process.pid}`), '');
  const { server } = await startDatabase({ dataDir: home });
  const pid = server?.pid ?? 0;

  const watching = watch(home, 50);
  await new Promise((done) => setTimeout(done, 200));
  expect(isAlive(pid)).toBe(true);

  rmSync(join(home, 'leases', `${process.pid}`));
  await watching;
  expect(isAlive(pid)).toBe(false);
});
