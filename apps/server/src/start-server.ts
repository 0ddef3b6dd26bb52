import { createHash, hkdfSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, connectionsInProgress, migrate, startDatabase } from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { createStoreHolder } from './advisories/store-holder.ts';
import { buildApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { createSetupToken } from './auth/setup-token.ts';
import type { Config } from './config.ts';
import { createEventBus } from './events/event-bus.ts';
import { jobs, startJobs } from './jobs/index.ts';
import { createQueue } from './jobs/queue.ts';
import { runDue } from './jobs/run-due.ts';
import { syncConnection } from './jobs/sync-connection.ts';
import { createPlanner } from './planning/planner.ts';
import { createReaderPool } from './reading/reader-pool.ts';
import { createSealedBox, loadSecretKey } from './secrets/sealed-box.ts';

/** The product, running. */
export interface RunningServer {
  /** Where the pages and the API are; empty if this process has not the role `api`. */
  readonly url: string;
  /** While there is no admin: what the set-up page asks for. */
  readonly setupToken: string | undefined;
  /** Finishes what runs, a little, and stops everything that was started. */
  close(): Promise<void>;
}

/** Built by `tools/build-web.ts`. */
const WEB_DIR = new URL('../../web/dist/', import.meta.url).pathname;

/** Starts what the configuration says, in the order in which one needs the other. @throws PlimsollError DATABASE_UNAVAILABLE, SECRET_KEY_INVALID, ... */
export async function startServer(
  config: Config,
  { logger = pino({ level: config.logLevel }) }: { logger?: FastifyBaseLogger } = {},
): Promise<RunningServer> {
  const cleanUp: (() => Promise<unknown>)[] = [];
  let isClosing = false;
  const close = async (): Promise<void> => {
    isClosing = true;
    for (const step of cleanUp.splice(0).toReversed()) await step();
  };
  try {
    await mkdir(config.dataDir, { recursive: true });
    const database = await startDatabase({ dataDir: config.dataDir, url: config.databaseUrl });
    cleanUp.push(() => database.stop());
    const db = connect(database.url, { maxConnections: 12 });
    cleanUp.push(() => db.close());
    await migrate(db);

    const key = await loadSecretKey(config.secretKey, config.dataDir);
    const pool = new pg.Pool({ connectionString: database.url, max: 6, options: '-c search_path=auth' });
    pool.on('error', ({ message }) => {
      if (!isClosing) logger.warn(`an idle database connection was lost: ${message}`);
    });
    // When the pool ends it lets go of a client before that is closed: a database that ends at the same time must not take us down.
    pool.on('connect', (client) => client.on('error', () => undefined));
    cleanUp.push(() => pool.end());
    const auth = await createAuth(pool, derive(key, 'sessions'), config.publicUrl);
    const setupToken = createSetupToken();

    const events = await createEventBus(database.url, pool);
    cleanUp.push(() => events.close());
    const queue = await createQueue(database.url, jobs, logger);
    const readers = createReaderPool({ databaseUrl: database.url, size: config.scanConcurrency });
    const advisories = { folder: join(config.dataDir, 'advisories'), mirror: config.mirror, kev: config.kev, epss: config.epss };
    const planner = createPlanner({ databaseUrl: database.url, advisories: advisories.folder });
    // Together: no job is begun any more, and those that read an image or make plans go back to the queue.
    cleanUp.push(() => Promise.all([queue.close(), readers.close(), planner.close()]));
    const stores = createStoreHolder(advisories.folder);
    cleanUp.push(() => stores.close());
    events.subscribe((event) => {
      if (event.type === 'advisories') stores.reload();
    });

    const deps = { db, events, queue, readers, planner, stores, advisories, box: createSealedBox(key), targets: config, schedule: config };
    if (config.roles.has('scanner')) {
      for (const connection of await connectionsInProgress(db)) await queue.send(syncConnection, { connection, resume: true });
    }
    await startJobs(queue, deps, config);
    if (config.roles.has('matcher')) {
      await queue.everyMinute(runDue.name);
      await queue.send(runDue, {});
    }

    let url = '';
    if (config.roles.has('api')) {
      const webDir = existsSync(join(WEB_DIR, 'index.html')) ? WEB_DIR : undefined;
      const app = await buildApp({ ...deps, auth, setupToken, webDir, version: versionOf(), logger });
      cleanUp.push(() => app.close());
      const address = await app.listen({ host: config.host, port: config.port }).catch((cause: unknown) => {
        throw portError(cause, config);
      });
      url = config.publicUrl ?? address;
    }
    return { url, setupToken: (await auth.needsSetup()) ? setupToken.text : undefined, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function portError(cause: unknown, { host, port }: Config): unknown {
  if (!(cause instanceof Error && 'code' in cause && (cause.code === 'EADDRINUSE' || cause.code === 'EACCES'))) return cause;
  return new PlimsollError('INVALID_INPUT', `port ${port} on ${host} is ${cause.code === 'EACCES' ? 'not allowed' : 'taken'}`, {
    hint: 'choose another with PLIMSOLL_PORT',
    cause,
  });
}

/** One key file, several uses: each its own key. */
function derive(key: Uint8Array, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', key, createHash('sha256').update('plimsoll').digest(), purpose, 32)).toString('base64');
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
