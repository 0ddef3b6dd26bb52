import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isAlive } from './lock.ts';
import { findPostmaster, forgetDeadPostmaster, stopPostmaster } from './postmaster.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-postmaster-'));
const pidFile = join(folder, 'postmaster.pid');
mkdirSync(join(folder, 'elsewhere'));
afterAll(() => rmSync(folder, { recursive: true }));

function fakeServer(cwd: string, script: string) {
  const child = spawn(process.execPath, ['-e', `${script}; setInterval(() => 0, 1000); console.log('up')`], { cwd });
  return new Promise<number>((done) => child.stdout.once('data', () => done(child.pid ?? 0)));
}

function writePid(pid: number) {
  writeFileSync(pidFile, `${pid}\n${folder}\n1700000000\n5433\n\n127.0.0.1\n`);
}

it('finds a server by its working directory, and takes no other program for one', async () => {
  const [here, elsewhere] = await Promise.all([fakeServer(folder, ''), fakeServer(join(folder, 'elsewhere'), '')]);
  writePid(here);

  expect(await findPostmaster(folder)).toEqual({ pid: here, port: 5433 });

  writePid(elsewhere);
  expect(await findPostmaster(folder)).toBeUndefined();
  await forgetDeadPostmaster(folder);
  expect(existsSync(pidFile)).toBe(false);
  expect(await findPostmaster(folder)).toBeUndefined();

  await Promise.all([stopPostmaster({ pid: here, port: 1 }), stopPostmaster({ pid: elsewhere, port: 1 })]);
  expect([isAlive(here), isAlive(elsewhere)]).toEqual([false, false]);
});

it.each(['', 'x\ny', '-5\n\n\n5433', '1\n\n\n5433'])('reads no server from %j', async (text) => {
  writeFileSync(pidFile, text);

  expect(await findPostmaster(folder)).toBeUndefined();
});

it('ends one that does not listen', async () => {
  const pid = await fakeServer(folder, `process.on('SIGINT', () => 0); process.on('SIGQUIT', () => 0)`);

  await stopPostmaster({ pid, port: 1 }, 100);

  expect(isAlive(pid)).toBe(false);
});
