import type { Database, Queryable } from './connect.ts';

/** What was found in layers, kept in the database: every scanner of the fleet shares it. */
export interface DatabaseLayerCache {
  /** Undefined if it is not there. */
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array): Promise<void>;
  /** Runs `work` while no other process works under the same key. It holds a connection meanwhile, and no row. */
  exclusively<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** First half of the advisory locks on keys of the cache; the writers' own are 7001 and 7002. */
const LOCK = 7003;

/** Values are opaque and compressed by the caller. */
export function layerCache(db: Database): DatabaseLayerCache {
  return {
    get: async (key) => {
      const { rows } = await db.query<{ result: Buffer }>('select result from layer_cache where key = $1', [key], 'layer-cache-get');
      if (rows[0] === undefined) return undefined;
      await db.query(
        `update layer_cache set used_at = now() where key = $1 and used_at < now() - interval '1 day'`,
        [key],
        'layer-cache-touch',
      );
      return rows[0].result;
    },
    exclusively: (key, work) =>
      db.transaction(async (tx) => {
        await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK, key]);
        return work();
      }),
    set: async (key, value) => {
      const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      await db.query(
        'insert into layer_cache (key, result) values ($1, $2) on conflict (key) do update set result = excluded.result, used_at = now()',
        [key, bytes],
        'layer-cache-set',
      );
    },
  };
}

/** Drops what was not used for some days: layers of images that are gone, results of older analyzers. @returns how many */
export async function trimLayerCache(db: Queryable, maxAgeDays: number): Promise<number> {
  const { rowCount } = await db.query(`delete from layer_cache where used_at < now() - make_interval(days => $1)`, [maxAgeDays]);
  return rowCount;
}
