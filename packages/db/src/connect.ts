import { PlimsollError } from '@plimsoll/model';
import pg from 'pg';
import { toText } from './storable.ts';

/** What a reader needs: a pool or an open transaction. Values are always bound, never put into the text. */
export interface Queryable {
  /**
   * Runs one statement. bigint and numeric come as numbers, timestamps as `Date`, bytea as `Buffer`, json as its value.
   *
   * @param name prepares the statement under this name (writers); without it the planner sees the values (lists with optional filters)
   */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number }>;
}

/** A pool of connections to one database. */
export interface Database extends Queryable {
  /** Runs `work` in one transaction (read committed); it may run again if Postgres breaks a deadlock, so it touches only `tx`. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Waits for running queries, then closes every connection. */
  close(): Promise<void>;
}

const DEADLOCK_OR_SERIALIZATION = new Set(['40P01', '40001']);
const MAX_TRIES = 4;

/**
 * Opens a pool. Nothing is sent until the first query.
 *
 * @param url `postgres://user:password@host:port/database`
 */
export function connect(url: string, { maxConnections = 10 }: { maxConnections?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, types: { getTypeParser }, options: '-c TimeZone=UTC' });
  pool.on('error', () => undefined); // an idle connection died: the next query opens another one or fails with its own error
  return {
    query: (text, values, name) => run(pool, text, values, name),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

async function run<Row extends pg.QueryResultRow>(
  client: pg.Pool | pg.PoolClient,
  text: string,
  values?: readonly unknown[],
  name?: string,
) {
  const result = await client.query<Row>({ text, values: (values ?? []).map(toStorable), ...(name === undefined ? {} : { name }) });
  return { rows: result.rows, rowCount: result.rowCount ?? 0 };
}

function toStorable(value: unknown): unknown {
  if (typeof value === 'string') return toText(value);
  return Array.isArray(value) ? value.map(toStorable) : value;
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work({ query: (text, values, name) => run(client, text, values, name) });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: unknown) => {
        broken = new Error('the connection could not roll back', { cause });
      });
      if (tries < MAX_TRIES && error instanceof pg.DatabaseError && DEADLOCK_OR_SERIALIZATION.has(error.code ?? '')) continue;
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;

function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === INT8 || oid === NUMERIC) return toNumber;
  if (oid === DATE) return (text) => text;
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
}

function toNumber(text: string): number {
  const value = Number(text);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new PlimsollError('INTERNAL', `the database returned ${text}, too large for a number`);
  return value;
}
