import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, type Database } from '../connect.ts';
import { withFileLock } from '../embedded/lock.ts';
import { startDatabase } from '../embedded/start-database.ts';
import { loadMigrations, migrate } from '../migrate.ts';

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  /** Closes the pool and drops the database. */
  close(): Promise<void>;
}

const HOME = join(tmpdir(), `plimsoll-test-database-${userInfo().username}`);

/**
 * A migrated, empty database on an embedded server that all test processes of this machine share: about 0.1 s each, 1 s for the first.
 * The server ends by itself when no test process is left.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const migrations = await loadMigrations();
  const hash = createHash('sha256')
    .update(migrations.map(({ checksum }) => checksum).join())
    .digest('hex');
  const template = `template_${hash.slice(0, 12)}`;
  const url = await serverUrl();
  const admin = connect(url, { maxConnections: 1 });
  try {
    await withFileLock(join(HOME, 'template.lock'), async () => {
      const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
      if (rowCount > 0) return;
      const unfinished = `${template}_new`;
      await admin.query(`drop database if exists ${unfinished} with (force)`);
      await admin.query(`create database ${unfinished}`);
      const db = connect(withDatabase(url, unfinished), { maxConnections: 1 });
      await migrate(db, migrations);
      await db.close();
      await admin.query(`alter database ${unfinished} rename to ${template}`);
    });
  } finally {
    await admin.close();
  }
  return create(url, template);
}

/** As `createTestDatabase`, without any migration. */
export async function createEmptyTestDatabase(): Promise<TestDatabase> {
  return create(await serverUrl(), 'template1');
}

async function create(serverAddress: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = connect(serverAddress, { maxConnections: 1 });
  await admin.query(`create database ${name} template ${template}`);
  const url = withDatabase(serverAddress, name);
  const db = connect(url, { maxConnections: 8 });
  return {
    db,
    url,
    close: async () => {
      await db.close();
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.close();
    },
  };
}

function withDatabase(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
}

let shared: Promise<string> | undefined;

/** The server is started by the first process and adopted by the others; data need not survive a power cut. */
function serverUrl(): Promise<string> {
  shared ??= (async () => {
    const leases = join(HOME, 'leases');
    mkdirSync(leases, { recursive: true });
    writeFileSync(join(leases, `${process.pid}`), '');
    const { url, server } = await startDatabase({
      dataDir: HOME,
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200', shared_buffers: '64MB' },
    });
    if (server?.adopted === false) {
      const watchdog = fileURLToPath(new URL('watchdog.ts', import.meta.url));
      spawn(process.execPath, [watchdog, HOME], { detached: true, stdio: 'ignore' }).unref();
    }
    return url;
  })();
  return shared;
}
