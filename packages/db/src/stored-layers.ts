import { parseDigest, type Digest } from '@plimsoll/model';
import { digestSql } from './codes.ts';
import type { Queryable } from './connect.ts';
import type { ImageConfig } from './inventories.ts';

/** What the engine needs to put an image's inventory together again. */
export interface StoredLayers {
  readonly layers: readonly {
    readonly digest: Digest;
    readonly diffId: Digest;
    readonly chainId: Digest;
    readonly mediaType: string;
    readonly sizeBytes: number;
    readonly instruction: string;
  }[];
  readonly config: ImageConfig | undefined;
}

/** Layers and configuration of a read image. Empty if it was not read. */
export async function storedLayers(db: Queryable, image: number): Promise<StoredLayers> {
  const { rows } = await db.query<{
    digest: string;
    diff_id: string;
    chain_id: string;
    media_type: string;
    size: number;
    instruction: string;
  }>(
    `select ${digestSql('digest')} as digest, ${digestSql('diff_id')} as diff_id, ${digestSql('chain_id')} as chain_id, media_type, size, instruction
     from image_layer where image_id = $1 order by ordinal`,
    [image],
  );
  const { rows: configs } = await db.query<{ config: ImageConfig | null }>('select config from image where id = $1', [image]);
  return {
    layers: rows.map((row) => ({
      digest: parseDigest(row.digest),
      diffId: parseDigest(row.diff_id),
      chainId: parseDigest(row.chain_id),
      mediaType: row.media_type,
      sizeBytes: row.size,
      instruction: row.instruction,
    })),
    config: configs[0]?.config ?? undefined,
  };
}
