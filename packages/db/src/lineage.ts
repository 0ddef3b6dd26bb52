import { parseDigest, type Digest } from '@plimsoll/model';
import { digestSql, digestToBytes } from './codes.ts';
import type { Queryable } from './connect.ts';
import { present } from './present.ts';

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
  /** Those that speak of its base. */
  readonly labels: Readonly<Record<string, string>>;
  /** Images that took part in its build, as its attestation in the newest index says. */
  readonly materials?: readonly { readonly name: string; readonly digest: Digest }[];
  readonly pushedAt: Date;
  /** ISO 8601. */
  readonly createdAt?: string;
  /** A sentence if its distribution gets no more fixes, as it was found when the image was read. */
  readonly endOfLife?: string;
}

const BATCH = 2000;
const BASE_LABELS = ['org.opencontainers.image.base.name', 'org.opencontainers.image.base.digest'];

/** The platforms of the images that were read, sorted. */
export async function lineagePlatforms(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ platform: string }>(
    `select distinct coalesce(platform, '') as platform from image where state = 3 and not is_index order by 1`,
  );
  return rows.map(({ platform }) => platform);
}

/** Every image of a platform that was read, in no order: for judging the fleet, never for judging one image. */
export async function lineageImages(db: Queryable, platform: string): Promise<LineageImage[]> {
  const images: LineageImage[] = [];
  for (let after = 0; ;) {
    const { rows } = await db.query<{ id: number }>(
      `select id from image where ${READ} and coalesce(platform, '') = $1 and id > $2 order by id limit ${BATCH}`,
      [platform, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return images;
    images.push(
      ...(await imagesById(
        db,
        rows.map(({ id }) => id),
      )),
    );
    after = last.id;
  }
}

/** One image; undefined if it was not read. */
export async function lineageImage(db: Queryable, id: number): Promise<LineageImage | undefined> {
  return (await imagesById(db, [id]))[0];
}

/** What is asked for an image: which others it may be built on, and who has the tags of those. */
export interface LineageQuestion {
  /** Images whose layers are exactly those up to one of these. */
  readonly chainIds?: readonly Digest[];
  /** Images that a FROM line pins so. */
  readonly digests?: readonly Digest[];
  /** Images that one of these tags, by their ids, points to. */
  readonly tags?: readonly number[];
}

/** The images of a platform that answer, with all that have the same digests elsewhere: in no order, none twice. */
export async function findLineageImages(
  db: Queryable,
  platform: string,
  { chainIds = [], digests = [], tags = [] }: LineageQuestion,
): Promise<LineageImage[]> {
  const { rows } = await db.query<{ digest: Buffer }>(
    `select distinct coalesce(${INDEX_DIGEST}, i.digest) as digest from image i
     where i.id = any(array(
         select id from image where top_chain_id = any($2::bytea[])
         union select t.image_id from tag t where t.id = any($3::int[])
         union select c.child_id from tag t join index_child c on c.index_id = t.image_id where t.id = any($3::int[])))
       and ${READ} and coalesce(i.platform, '') = $1`,
    [platform, chainIds.map(digestToBytes), tags],
  );
  const wanted = new Set([...digests, ...rows.map(({ digest }) => `sha256:${digest.toString('hex')}`)]);
  const { rows: same } = await db.query<{ id: number }>(
    `select i.id from image i
     where i.id = any(array(
         select id from image where digest = any($2::bytea[])
         union select c.child_id from image x join index_child c on c.index_id = x.id where x.digest = any($2::bytea[])))
       and ${READ} and coalesce(i.platform, '') = $1`,
    [platform, [...wanted].map(digestToBytes)],
  );
  const images = await imagesById(
    db,
    same.map(({ id }) => id),
  );
  return images.filter(({ digest }) => wanted.has(digest));
}

/** A tag of now, by its id. */
export interface CurrentTag {
  readonly id: number;
  readonly repository: string;
  readonly tag: string;
}

/** All current tags of the repositories of these names, in every connection. */
export async function currentTags(db: Queryable, repositories: readonly string[]): Promise<CurrentTag[]> {
  const { rows } = await db.query<{ id: number; repository: string; tag: string }>(
    `select t.id, r.name as repository, t.name as tag from repository r join tag t on t.repository_id = r.id and t.until = 'infinity' where r.name = any($1::text[])`,
    [repositories],
  );
  return rows;
}

/** The digest of the newest index that holds image `i`; null if none does. */
const INDEX_DIGEST =
  '(select x.digest from index_child c join image x on x.id = c.index_id where c.child_id = i.id order by x.id desc limit 1)';
const READ = 'state = 3 and not is_index';

async function imagesById(db: Queryable, ids: readonly number[]): Promise<LineageImage[]> {
  const { rows } = await db.query<{
    id: number;
    connection: number;
    repository: string;
    platform: string | null;
    digest: string;
    pushed_at: Date;
    tags: string[];
    former: string[];
    chain_ids: string[];
    labels: Record<string, string>;
    materials: { name: string; digest: Digest }[] | null;
    created: string | null;
    ended: string | null;
  }>(
    `select i.id, r.connection_id as connection, r.name as repository, i.platform, i.pushed_at,
            ${digestSql(`coalesce(${INDEX_DIGEST}, i.digest)`)} as digest,
            array(select distinct t.name from image_tag t where t.image_id = i.id and t.until = 'infinity' order by 1) as tags,
            array(select distinct t.name from image_tag t where t.image_id = i.id and t.until < 'infinity' order by 1) as former,
            array(select ${digestSql('l.chain_id')} from image_layer l where l.image_id = i.id order by l.ordinal) as chain_ids,
            (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each_text(i.config->'labels') e where e.key = any($2::text[])) as labels,
            (select c.materials from index_child c where c.child_id = i.id order by c.index_id desc limit 1) as materials,
            i.config->>'createdAt' as created,
            (select p->>'message' from jsonb_array_elements(i.problems) p where p->>'code' = 'END_OF_LIFE_RELEASE' limit 1) as ended
     from image i join repository r on r.id = i.repository_id where i.id = any($1::int[]) and ${READ}`,
    [ids, BASE_LABELS],
  );
  return rows.map(
    ({ id, connection, repository, platform, digest, pushed_at: pushedAt, tags, former, chain_ids: chainIds, labels, ...row }) => ({
      id,
      connection,
      repository,
      platform: platform ?? '',
      digest: parseDigest(digest),
      pushedAt,
      tags,
      formerTags: former.filter((tag) => !tags.includes(tag)),
      chainIds: chainIds.map(parseDigest),
      labels,
      ...present({ materials: row.materials, createdAt: row.created, endOfLife: row.ended }),
    }),
  );
}
