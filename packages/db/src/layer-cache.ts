import type { Queryable } from './connect.ts';

/** What was found in layers, kept in the database: every scanner of the fleet shares it. */
export interface DatabaseLayerCache {
  /** Undefined if it is not there. */
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array): Promise<void>;
}

/** Values are opaque and compressed by the caller. */
export function layerCache(db: Queryable): DatabaseLayerCache {
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
