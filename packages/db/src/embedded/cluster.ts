import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import type { Account } from './account.ts';
import { type Binaries, copyBinaries, findBinaries, isReachableByAll, repairLinks } from './binaries.ts';

/** Where the data of an embedded server lie and with what it runs. */
export interface Cluster {
  /** Holds cluster, log and lock. */
  readonly home: string;
  /** The data directory of Postgres. */
  readonly data: string;
  readonly binaries: Binaries;
  /** Undefined: as this process. */
  readonly account: Account | undefined;
}

export const DATABASE_USER = 'plimsoll';
const PASSWORD_FILE = 'plimsoll.password';

/** Where clusters go whose own folder `nobody` cannot reach (a home of root). */
const SYSTEM_HOME = '/var/lib/plimsoll';

/**
 * Finds a place that Postgres's account can reach and programs that it may run. Makes folders, but no cluster.
 *
 * @throws PlimsollError DATABASE_UNAVAILABLE if there is no build for this machine
 */
export async function placeCluster(dataDir: string, account: Account | undefined, systemHome: string = SYSTEM_HOME): Promise<Cluster> {
  const wanted = resolve(dataDir);
  await mkdir(wanted, { recursive: true });
  const home = account === undefined ? wanted : await reachableHome(wanted, systemHome);
  const found = await findBinaries();
  const isRunnable = (await repairLinks(found.root)) && (account === undefined || (await isReachableByAll(join(found.root, 'bin'))));
  const binaries = isRunnable ? found : await copyBinaries(found, home);
  if (!isRunnable) await repairLinks(binaries.root);
  return { home, data: join(home, 'postgres'), binaries, account };
}

/** The folder itself, opened for passing through; or, where a folder above it is closed, one of the system's that stands for it. */
async function reachableHome(wanted: string, systemHome: string): Promise<string> {
  const PASS_THROUGH = 0o011;
  await chmod(wanted, (await stat(wanted)).mode | PASS_THROUGH);
  if (await isReachableByAll(wanted)) return wanted;
  const home = join(systemHome, createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  await mkdir(home, { recursive: true, mode: 0o711 });
  if (await isReachableByAll(home)) return home;
  throw new PlimsollError(
    'DATABASE_UNAVAILABLE',
    `the account nobody, as which Postgres runs under root, can reach neither ${wanted} nor ${home}`,
    {
      hint: 'Choose a PLIMSOLL_DATA_DIR outside of closed folders, such as /srv/plimsoll, or set DATABASE_URL.',
    },
  );
}

/** Makes the cluster if there is none. It appears whole or not at all: a start that was killed leaves nothing that counts. */
export async function initCluster({ home, data, binaries, account }: Cluster): Promise<void> {
  if (existsSync(join(data, 'PG_VERSION'))) return;
  if (existsSync(data) && (await readdir(data)).length > 0) {
    throw new PlimsollError('DATABASE_UNAVAILABLE', `${data} is not empty and not a Postgres data directory`, {
      hint: 'Move it away, or choose another PLIMSOLL_DATA_DIR. Plimsoll never deletes data.',
    });
  }
  const unfinished = join(home, 'postgres.new');
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(home, 'postgres.new.password');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) {
    await chown(unfinished, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  await run(binaries, account, 'initdb', [
    `--pgdata=${unfinished}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  await rename(passwordFile, join(unfinished, PASSWORD_FILE));
  await rm(data, { recursive: true, force: true }); // empty, see above
  await rename(unfinished, data);
}

/** The password that the cluster was made with. */
export async function readPassword(data: string): Promise<string> {
  return readFile(join(data, PASSWORD_FILE), 'utf8');
}

/** What the programs need of the environment, and nothing of ours (PGOPTIONS, locale). */
export function environmentOf({ root }: Binaries): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LD_LIBRARY_PATH: join(root, 'lib'), LC_ALL: 'C', TZ: 'UTC' };
}

async function run(binaries: Binaries, account: Account | undefined, program: string, args: readonly string[]): Promise<void> {
  const path = join(binaries.root, 'bin', program);
  const child = spawn(path, args, { cwd: dirname(path), env: environmentOf(binaries), stdio: ['ignore', 'pipe', 'pipe'], ...account });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new PlimsollError('DATABASE_UNAVAILABLE', `${program} ended with ${code}: ${output.trim()}`);
}
