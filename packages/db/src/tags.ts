import { PlimsollError } from '@plimsoll/model';
import { digestToBytes } from './codes.ts';
import type { Database, Queryable } from './connect.ts';
import { countDecidedImages } from './decided-counts.ts';
import { countTags } from './fleet-membership.ts';
import { lockRepository } from './locks.ts';

/** An image or index as a registry lists it. */
export interface ListedImage {
  readonly digest: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly pushedAt: Date;
  readonly pulledAt?: Date | undefined;
  /** Empty for an untagged one (a child of an index). */
  readonly tags: readonly string[];
  readonly isIndex: boolean;
}

/** What a listing changed. */
export interface ListingChanges {
  readonly newImages: number;
  readonly tagsOpened: number;
  readonly tagsMoved: number;
  readonly tagsGone: number;
}

const TAGS_PER_TRANSACTION = 100;
const IMAGES_PER_TRANSACTION = 500;

/**
 * Brings a repository to what the registry listed: new images, tags that moved or are new, and, only after a **complete** listing, tags
 * that are gone. In batches, each a transaction; run again after a crash it does the rest.
 *
 * @throws PlimsollError CONFLICT if the connection is disconnected
 */
export async function recordListing(
  db: Database,
  { repository, images, complete }: { repository: number; images: readonly ListedImage[]; complete: boolean },
): Promise<ListingChanges> {
  let changes: ListingChanges = { newImages: 0, tagsOpened: 0, tagsMoved: 0, tagsGone: 0 };
  for (const batch of batches(images, IMAGES_PER_TRANSACTION)) {
    const newImages = await db.transaction(async (tx) => {
      await lockRepository(tx, repository);
      return addImages(tx, repository, batch);
    });
    changes = { ...changes, newImages: changes.newImages + newImages };
  }
  const listed = new Map(images.flatMap(({ tags, digest }) => tags.map((tag) => [tag, digest] as const)));
  const moves = await differences(db, repository, listed, complete);
  for (const batch of batches(moves, TAGS_PER_TRANSACTION)) {
    const done = await db.transaction(async (tx) => {
      const now = await lockRepository(tx, repository);
      return moveTags(tx, { repository, moves: batch, now });
    });
    changes = {
      ...changes,
      tagsOpened: changes.tagsOpened + done.opened,
      tagsMoved: changes.tagsMoved + done.moved,
      tagsGone: changes.tagsGone + done.gone,
    };
  }
  return changes;
}

async function addImages(tx: Queryable, repository: number, images: readonly ListedImage[]): Promise<number> {
  const values = [
    repository,
    images.map(({ digest }) => digestToBytes(digest)),
    images.map(({ mediaType }) => mediaType),
    images.map(({ sizeBytes }) => sizeBytes),
    images.map(({ pushedAt }) => pushedAt),
    images.map(({ pulledAt }) => pulledAt ?? null),
    images.map(({ isIndex }) => isIndex),
  ];
  const listed = `unnest($2::bytea[], $3::text[], $4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::boolean[]) as n (digest, media_type, size, pushed_at, pulled_at, is_index)`;
  await tx.query(
    `update image i set pulled_at = coalesce(n.pulled_at, i.pulled_at), pushed_at = n.pushed_at, size = n.size, is_index = n.is_index, media_type = n.media_type
     from ${listed} where i.repository_id = $1 and i.digest = n.digest
       and (i.pulled_at, i.pushed_at, i.size, i.is_index, i.media_type) is distinct from (coalesce(n.pulled_at, i.pulled_at), n.pushed_at, n.size, n.is_index, n.media_type)`,
    values,
    'update-images',
  );
  const { rowCount } = await tx.query(
    `insert into image (repository_id, digest, media_type, size, pushed_at, pulled_at, is_index)
     select distinct on (n.digest) $1::int, n.digest, n.media_type, n.size, n.pushed_at, n.pulled_at, n.is_index from ${listed}
     where not exists (select from image i where i.repository_id = $1 and i.digest = n.digest)`,
    values,
    'add-images',
  );
  await tx.query(
    `update tag t set pushed_at = i.pushed_at from image i
     where t.repository_id = $1 and t.until = 'infinity' and i.id = t.image_id and i.digest = any($2::bytea[]) and t.pushed_at <> i.pushed_at`,
    values.slice(0, 2),
    'update-tags-pushed',
  );
  return rowCount;
}

interface TagMove {
  readonly name: string;
  /** Undefined = the tag is gone. */
  readonly digest: string | undefined;
}

async function differences(db: Queryable, repository: number, listed: ReadonlyMap<string, string>, complete: boolean): Promise<TagMove[]> {
  const { rows } = await db.query<{ name: string; digest: string }>(
    `select t.name, 'sha256:' || encode(i.digest, 'hex') as digest from tag t join image i on i.id = t.image_id where t.repository_id = $1 and t.until = 'infinity'`,
    [repository],
  );
  const stored = new Map(rows.map(({ name, digest }) => [name, digest]));
  const moved = [...listed].filter(([name, digest]) => stored.get(name) !== digest).map(([name, digest]) => ({ name, digest }));
  const gone = complete ? rows.filter(({ name }) => !listed.has(name)).map(({ name }) => ({ name, digest: undefined })) : [];
  return [...moved, ...gone];
}

/**
 * Closes and opens tags, and counts the images that they reach. The caller holds the lock of the repository; at most 100.
 *
 * @throws PlimsollError IMAGE_NOT_FOUND if a digest was never recorded
 */
async function moveTags(
  tx: Queryable,
  { repository, moves, now }: { repository: number; moves: readonly TagMove[]; now: string },
): Promise<{ opened: number; moved: number; gone: number }> {
  const { rows: targets } = await tx.query<{ id: number; digest: string; pushed_at: Date }>(
    `select id, 'sha256:' || encode(digest, 'hex') as digest, pushed_at from image where repository_id = $1 and digest = any($2::bytea[])`,
    [repository, moves.flatMap(({ digest }) => (digest === undefined ? [] : [digestToBytes(digest)]))],
    'tag-targets',
  );
  const imageOf = new Map(targets.map((row) => [row.digest, row]));
  const wanted = moves.map(({ name, digest }) => {
    const image = digest === undefined ? undefined : imageOf.get(digest);
    if (digest !== undefined && image === undefined)
      throw new PlimsollError('IMAGE_NOT_FOUND', `tag ${name} names ${digest}, which was not listed`);
    return { name, image };
  });
  const closed = await tx.query<{ name: string; image_id: number }>(
    `update tag t set until = $4::timestamptz from unnest($2::text[], $3::int[]) as m (name, image_id)
     where t.repository_id = $1 and t.name = m.name and t.until = 'infinity' and t.image_id is distinct from m.image_id returning t.name, t.image_id`,
    [repository, wanted.map(({ name }) => name), wanted.map(({ image }) => image?.id ?? null), now],
    'close-tags',
  );
  const opening = wanted.flatMap(({ name, image }) => (image === undefined ? [] : [{ name, image }]));
  const opened = await tx.query<{ name: string; image_id: number }>(
    `insert into tag (repository_id, image_id, since, name, pushed_at)
     select $1::int, m.image_id, $5::timestamptz, m.name, m.pushed_at from unnest($2::text[], $3::int[], $4::timestamptz[]) as m (name, image_id, pushed_at)
     where not exists (select from tag t where t.repository_id = $1 and t.name = m.name and t.until = 'infinity') returning name, image_id`,
    [repository, opening.map(({ name }) => name), opening.map(({ image }) => image.id), opening.map(({ image }) => image.pushed_at), now],
    'open-tags',
  );
  const deltas = new Map<number, number>();
  for (const { image_id: id } of closed.rows) deltas.set(id, (deltas.get(id) ?? 0) - 1);
  for (const { image_id: id } of opened.rows) deltas.set(id, (deltas.get(id) ?? 0) + 1);
  await countTags(tx, deltas);
  await countDecidedImages(tx, await withChildren(tx, [...deltas.keys()]));
  const before = new Set(closed.rows.map(({ name }) => name));
  const moved = opened.rows.filter(({ name }) => before.has(name)).length;
  return { opened: opened.rowCount - moved, moved, gone: closed.rowCount - moved };
}

/** Images and the readable images of those that are indexes. */
async function withChildren(tx: Queryable, images: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    'select child_id as id from index_child where index_id = any($1::int[])',
    [images],
    'children-of-indexes',
  );
  return [...images, ...rows.map(({ id }) => id)];
}

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
