import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlimsollError } from '@plimsoll/model';
import pg from 'pg';
import { accountForPostgres } from './account.ts';
import { type Cluster, DATABASE_USER, environmentOf, initCluster, placeCluster, readPassword } from './cluster.ts';
import { isAlive, withFileLock } from './lock.ts';
import { findPostmaster, forgetDeadPostmaster, type Postmaster, stopPostmaster } from './postmaster.ts';

export interface StartOptions {
  /** Where the embedded database keeps its data; made if missing. */
  readonly dataDir: string;
  /** A Postgres of the operator's: nothing is started. */
  readonly url?: string | undefined;
  /** `postgresql.conf` settings that replace ours (tests). */
  readonly settings?: Readonly<Record<string, string>>;
  /** Stands for folders that Postgres's account cannot reach. Default /var/lib/plimsoll. */
  readonly systemHome?: string;
}

export interface RunningDatabase {
  /** With user and password: never log it. */
  readonly url: string;
  /** True if the server is ours. */
  readonly embedded: boolean;
  /** Data directory and process of an embedded server. */
  readonly server?: { readonly data: string; readonly pid: number; readonly adopted: boolean };
  /** Ends an embedded server, unless it was adopted from a program that still runs. Else does nothing. */
  stop(): Promise<void>;
}

const DATABASE = 'plimsoll';
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '80',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  jit: 'off',
  wal_compression: 'off',
  max_parallel_workers_per_gather: '0', // containers have 64 MB of /dev/shm: parallel hash joins would fail there
  TimeZone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * A database that answers: the one of `url`, else the embedded server of `dataDir`. A server that a killed program left running is
 * adopted if it answers, else stopped and started again; data are never deleted. Under root it runs as `nobody`.
 *
 * @throws PlimsollError DATABASE_UNAVAILABLE if there is none, with what to do
 */
export async function startDatabase({ dataDir, url, settings = {}, systemHome }: StartOptions): Promise<RunningDatabase> {
  if (url !== undefined && url !== '') {
    await checkAnswers(url);
    return { url, embedded: false, stop: async () => undefined };
  }
  const cluster = await placeCluster(dataDir, accountForPostgres(), systemHome);
  return withFileLock(join(cluster.home, 'postgres.lock'), async () => {
    await initCluster(cluster);
    const password = await readPassword(cluster.data);
    const urlOf = (port: number, database: string) => `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
    const running = await findPostmaster(cluster.data);
    const adopted = running !== undefined && (await answersAsOurs(urlOf(running.port, 'postgres'), cluster.data));
    if (running !== undefined && !adopted) await stopPostmaster(running);
    const server = adopted ? running : await startServer(cluster, { ...SETTINGS, ...settings }, (port) => urlOf(port, 'postgres'));
    await createDatabase(urlOf(server.port, 'postgres'));
    const isOwner = await becomeOwner(cluster.home, adopted);
    return {
      url: urlOf(server.port, DATABASE),
      embedded: true,
      server: { data: cluster.data, pid: server.pid, adopted },
      stop: async () => (isOwner ? stopPostmaster(server) : undefined),
    };
  });
}

async function checkAnswers(url: string): Promise<void> {
  try {
    await withClient(url, (client) => client.query('select 1'));
  } catch (cause) {
    const { hostname, port, pathname } = URL.canParse(url) ? new URL(url) : { hostname: 'an unreadable address', port: '', pathname: '' };
    throw new PlimsollError(
      'DATABASE_UNAVAILABLE',
      `Postgres at ${hostname}${port && `:${port}`}${pathname} does not answer: ${messageOf(cause)}`,
      {
        hint: 'Check DATABASE_URL and that the server is up.',
        cause,
      },
    );
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // reported by the query that waits
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const ADOPTION_PATIENCE_MS = 15_000;
const CANNOT_CONNECT_NOW = '57P03';

/** True if the server lets us in and serves this very directory; one that is still starting or recovering is waited for. */
async function answersAsOurs(url: string, data: string): Promise<boolean> {
  const end = Date.now() + ADOPTION_PATIENCE_MS;
  for (;;) {
    try {
      const { rows } = await withClient(url, (client) => client.query<{ data_directory: string }>('show data_directory'));
      return rows[0] !== undefined && (await realpath(rows[0].data_directory)) === (await realpath(data));
    } catch (error) {
      const isStarting = error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW;
      if (!isStarting || Date.now() > end) return false;
      await sleep(50);
    }
  }
}

const MAX_STARTS = 10;

async function startServer(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  urlOf: (port: number) => string,
): Promise<Postmaster> {
  await forgetDeadPostmaster(cluster.data);
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    const answer = await launch(cluster, settings, port, urlOf(port));
    if (typeof answer === 'object') return answer;
    // the port was taken in between, or processes of a killed server still let go of its memory
    const isPassing = /Address already in use|pre-existing shared memory block/.test(answer);
    if (!isPassing || tries === MAX_STARTS) {
      throw new PlimsollError('DATABASE_UNAVAILABLE', `the embedded Postgres does not start: ${answer.trim() || 'it says nothing'}`, {
        hint: `Its log is ${join(cluster.home, 'postgres.log')}.`,
      });
    }
    await sleep(200 * tries);
  }
}

const LOG_LIMIT_BYTES = 20_000_000;

/** @returns the server once it answers, or what it wrote before it ended */
async function launch(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  port: number,
  url: string,
): Promise<Postmaster | string> {
  const logFile = join(cluster.home, 'postgres.log');
  if (existsSync(logFile) && (await stat(logFile)).size > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`);
  const log = await open(logFile, 'a', 0o600);
  const logStart = (await log.stat()).size;
  const args = Object.entries({ ...settings, port: `${port}` }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(cluster.binaries.root, 'bin', 'postgres'), ['-D', cluster.data, ...args], {
    cwd: cluster.binaries.root,
    env: environmentOf(cluster.binaries),
    stdio: ['ignore', log.fd, log.fd],
    detached: true, // Ctrl-C ends the program, and that ends the server when it is ready
    ...cluster.account,
  });
  let ended = '';
  child.once('error', (error) => (ended ||= error.message));
  child.once('exit', (code, signal) => (ended ||= `ended with ${code ?? signal}`));
  await log.close();
  child.unref();
  for (;;) {
    if (ended !== '') return `${ended}: ${(await readFile(logFile)).subarray(logStart).toString().slice(-2000)}`;
    try {
      await withClient(url, (client) => client.query('select 1'));
      return { pid: child.pid ?? 0, port };
    } catch (error) {
      const isSettled = error instanceof pg.DatabaseError && error.code !== CANNOT_CONNECT_NOW;
      if (isSettled && ended === '') {
        await stopPostmaster({ pid: child.pid ?? 0, port });
        return messageOf(error);
      }
      await sleep(15); // not yet, or recovering: as long as it lives
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
}

async function createDatabase(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rows.length === 0) await client.query(`create database ${DATABASE}`);
  });
}

/** True if this program ends the server: it started it, or who did is gone. */
async function becomeOwner(home: string, adopted: boolean): Promise<boolean> {
  const file = join(home, 'postgres.owner');
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  if (adopted && owner > 0 && owner !== process.pid && isAlive(owner)) return false;
  await writeFile(file, `${process.pid}`, { mode: 0o600 });
  return true;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
