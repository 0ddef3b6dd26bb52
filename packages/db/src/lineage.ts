import { parseDigest, type Digest } from '@plimsoll/model';
import { digestSql } from './codes.ts';
import type { Queryable } from './connect.ts';
import type { ImageConfig } from './inventories.ts';

/** A read image as far as lineage asks. */
export interface LineageImage {
  readonly id: number;
  readonly connection: number;
  readonly repository: string;
  readonly platform: string;
  /** What a FROM line pins: the digest of the index that holds it, else its own. */
  readonly digest: Digest;
  /** Current tags, sorted; those that reach it through an index too. */
  readonly tags: readonly string[];
  /** Tags that once pointed to it and point elsewhere now. */
  readonly formerTags: readonly string[];
  /** One a layer, in layer order. */
  readonly chainIds: readonly Digest[];
  readonly labels: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly createdAt?: string;
  /** A sentence if its distribution gets no more fixes, as it was found when the image was read. */
  readonly endOfLife?: string;
}

/** More images than this are not asked about lineage: the newest are. */
const MAX_IMAGES = 50_000;

/** Every image that was read, newest push first. */
export async function lineageImages(db: Queryable): Promise<LineageImage[]> {
  const { rows } = await db.query<{
    id: number;
    connection: number;
    repository: string;
    platform: string | null;
    digest: string;
    tags: string[];
    former: string[];
    chain_ids: string[];
    labels: Record<string, string> | null;
    created: string | null;
    ended: string | null;
  }>(
    `select i.id, r.connection_id as connection, r.name as repository, i.platform,
            coalesce((select ${digestSql('x.digest')} from index_child c join image x on x.id = c.index_id where c.child_id = i.id order by x.id desc limit 1), ${digestSql('i.digest')}) as digest,
            array(select distinct t.name from image_tag t where t.image_id = i.id and t.until = 'infinity' order by 1) as tags,
            array(select distinct t.name from image_tag t where t.image_id = i.id and t.until < 'infinity' order by 1) as former,
            array(select ${digestSql('l.chain_id')} from image_layer l where l.image_id = i.id order by l.ordinal) as chain_ids,
            i.config->'labels' as labels, i.config->>'createdAt' as created,
            (select p->>'message' from jsonb_array_elements(i.problems) p where p->>'code' = 'END_OF_LIFE_RELEASE' limit 1) as ended
     from image i join repository r on r.id = i.repository_id where i.state = 3 and not i.is_index
     order by i.pushed_at desc, i.id desc limit ${MAX_IMAGES}`,
  );
  return rows.map(({ id, connection, repository, platform, digest, tags, former, chain_ids: chainIds, labels, created, ended }) => ({
    id,
    connection,
    repository,
    platform: platform ?? '',
    digest: parseDigest(digest),
    tags,
    formerTags: former.filter((tag) => !tags.includes(tag)),
    chainIds: chainIds.map(parseDigest),
    labels: labels ?? {},
    ...(created === null ? {} : { createdAt: created }),
    ...(ended === null ? {} : { endOfLife: ended }),
  }));
}

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
