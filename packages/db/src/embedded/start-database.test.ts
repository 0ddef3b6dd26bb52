import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { connect } from '../connect.ts';
import { accountForPostgres } from './account.ts';
import { isAlive } from './lock.ts';
import { type RunningDatabase, startDatabase } from './start-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-start-'));
chmodSync(folder, 0o755);
const dataDir = join(folder, 'data');
const started: RunningDatabase[] = [];
afterAll(async () => {
  for (const { stop } of started) await stop();
  rmSync(folder, { recursive: true });
});

async function start() {
  const running = await startDatabase({ dataDir });
  started.push(running);
  return { ...running, pid: running.server?.pid ?? 0 };
}

async function query(url: string, text: string) {
  const db = connect(url);
  const { rows } = await db.query(text);
  await db.close();
  return rows;
}

/** A program that starts the database and then waits; resolves once it has. */
function startInAnotherProgram() {
  const source = `
    const { startDatabase } = await import(${JSON.stringify(new URL('start-database.ts', import.meta.url).href)});
    await startDatabase({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('up');
    setInterval(() => 0, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise<typeof child>((done, fail) => {
    child.stdout.once('data', () => done(child));
    child.once('exit', () => fail(new Error('it ended')));
  });
}

it('starts from nothing: UTF8, C.UTF-8, UTC, loopback only, as nobody under root', async () => {
  const { url, embedded, pid, stop } = await start();

  expect(embedded).toBe(true);
  expect(
    await query(
      url,
      `select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone, current_setting('jit') as jit,
              current_setting('listen_addresses') as listens, current_setting('synchronous_commit') as sync,
              (select datlocale from pg_database where datname = current_database()) as locale`,
    ),
  ).toEqual([{ encoding: 'UTF8', zone: 'UTC', jit: 'off', listens: '127.0.0.1', sync: 'on', locale: 'C.UTF-8' }]);
  expect(statSync(`/proc/${pid}`).uid).toBe(accountForPostgres()?.uid ?? process.getuid?.());
  await query(url, `create table kept (n int)`);
  await query(url, `insert into kept values (1)`);
  await stop();
  expect(isAlive(pid)).toBe(false);
});

it('asks for the password', async () => {
  const { url } = await start();
  const wrong = new URL(url);
  wrong.password = 'guess';

  await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
});

it('is one server however many start it', async () => {
  const [a, b] = await Promise.all([start(), start()]);

  expect(a.url).toBe(b.url);
});

it('loses nothing when Postgres is killed', async () => {
  const { url, pid } = await start();
  await query(url, 'insert into kept values (2)');

  process.kill(pid, 'SIGKILL');
  const again = await start();

  expect(again.pid).not.toBe(pid);
  expect(await query(again.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  await again.stop();
});

it('adopts the server of a killed program, and ends it in its place', async () => {
  const program = await startInAnotherProgram();
  const whileItRuns = await start();
  await whileItRuns.stop();
  expect(isAlive(whileItRuns.pid)).toBe(true);

  program.kill('SIGKILL');
  await new Promise((done) => program.once('close', done));
  const after = await start();

  expect(after.pid).toBe(whileItRuns.pid);
  expect(after.server?.adopted).toBe(true);
  expect(await query(after.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
  await after.stop();
  expect(isAlive(after.pid)).toBe(false);
});

it('starts beside a postmaster.pid that names another program', async () => {
  const { stop } = await start();
  await stop();
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  writeFileSync(pidFile, `${process.pid}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n\n127.0.0.1\n`);

  const { url } = await start();

  expect(await query(url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
});

it('replaces a server that does not let us in, and says why if that is no help', async () => {
  const { pid } = await start();
  const passwordFile = join(dataDir, 'postgres', 'plimsoll.password');
  const password = readFileSync(passwordFile, 'utf8');
  writeFileSync(passwordFile, 'lost');

  await expect(startDatabase({ dataDir })).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.stringContaining('password authentication failed') as string,
  });

  expect(isAlive(pid)).toBe(false);
  writeFileSync(passwordFile, password);
  const { url } = await start();
  expect(await query(url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
});

it('starts nothing where a database is given, and says so if it does not answer', async () => {
  const { url } = await start();
  const other = join(folder, 'other');

  expect(await startDatabase({ dataDir: other, url })).toMatchObject({ url, embedded: false });
  await expect(startDatabase({ dataDir: other, url: 'postgres://user:secret@127.0.0.1:1/plimsoll' })).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.not.stringContaining('secret') as string,
  });
  expect(existsSync(other)).toBe(false);
});
