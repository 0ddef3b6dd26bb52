import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { PlimsollError } from '@plimsoll/model';
import type { Database } from './connect.ts';

/** One file of `migrations/`: `0001-fleet.sql`. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** sha256 of the text, hex: an applied file must not change. */
  readonly checksum: string;
}

const FOLDER = new URL('../migrations/', import.meta.url);

/** The migrations of this program, in order. */
export async function loadMigrations(folder: URL = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { version: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database to the schema of this program: each missing migration in a transaction of its own, one program at a time.
 *
 * @returns the names of the migrations that were applied now; empty if there was nothing to do
 * @throws PlimsollError DATABASE_UNAVAILABLE if the database is of a newer program, or an applied migration was another text
 */
export async function migrate(db: Database, migrations?: readonly Migration[]): Promise<string[]> {
  const all = migrations ?? (await loadMigrations());
  const applied: string[] = [];
  for (;;) {
    const name = await db.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(7000)');
      await tx.query(
        'create table if not exists schema_migration (version int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
      );
      const { rows } = await tx.query<{ version: number; name: string; checksum: string }>(
        'select version, name, checksum from schema_migration order by version',
      );
      check(all, rows);
      const next = all[rows.length];
      if (next === undefined) return undefined;
      await tx.query(next.sql);
      await tx.query('insert into schema_migration (version, name, checksum) values ($1, $2, $3)', [
        next.version,
        next.name,
        next.checksum,
      ]);
      return next.name;
    });
    if (name === undefined) return applied;
    applied.push(name);
  }
}

function check(all: readonly Migration[], done: readonly { version: number; name: string; checksum: string }[]): void {
  for (const [index, row] of done.entries()) {
    const ours = all[index];
    if (ours === undefined || ours.version !== row.version) {
      throw new PlimsollError('DATABASE_UNAVAILABLE', `the database has migration ${row.name}, which this program does not know`, {
        hint: 'A newer Plimsoll wrote this database: run that version, or restore a backup from before it.',
      });
    }
    if (ours.checksum !== row.checksum) {
      throw new PlimsollError('DATABASE_UNAVAILABLE', `migration ${row.name} of the database is not the text that this program has`, {
        hint: 'An applied migration must not be edited: restore the file and write a new migration.',
      });
    }
  }
}
