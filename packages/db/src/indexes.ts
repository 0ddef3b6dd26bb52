import { type Digest, PlimsollError, type Problem } from '@plimsoll/model';
import { digestToBytes } from './codes.ts';
import type { Database } from './connect.ts';
import { countDecidedImages } from './decided-counts.ts';
import { countTags } from './fleet-membership.ts';
import { lockRepository } from './locks.ts';
import { toJson } from './storable.ts';

/** A readable image of an index; nested indexes are flattened by the caller. */
export interface IndexChild {
  readonly digest: string;
  /** `linux/arm64/v8`. */
  readonly platform: string;
  readonly mediaType: string;
  /** Of its layers, compressed. */
  readonly sizeBytes: number;
  /** Images that took part in its build, as its attestation says; absent or empty if it has none. */
  readonly materials?: readonly { readonly name: string; readonly digest: Digest }[];
}

/**
 * Records what an index holds. Its children are images of the repository (made if the registry does not list untagged ones) and part of
 * the fleet while the index is tagged. An index never changes, so recording it again does nothing.
 *
 * @param problems what could not be read of it
 * @returns the ids of the children, in the order given
 * @throws PlimsollError IMAGE_NOT_FOUND if the index was never listed; CONFLICT if the connection is disconnected
 */
export async function recordIndex(
  db: Database,
  {
    repository,
    indexDigest,
    children,
    problems = [],
  }: { repository: number; indexDigest: string; children: readonly IndexChild[]; problems?: readonly Problem[] },
): Promise<number[]> {
  return db.transaction(async (tx) => {
    const now = await lockRepository(tx, repository);
    const { rows: found } = await tx.query<{ id: number; tags: number }>(
      `update image i set state = 3, is_index = true, error = null, retry_at = null, first_read_at = coalesce(first_read_at, $3::timestamptz), problems = $4
       where repository_id = $1 and digest = $2
       returning id, (select count(*)::int from tag t where t.image_id = i.id and t.until = 'infinity') as tags`,
      [repository, digestToBytes(indexDigest), now, toJson(problems)],
    );
    const index = found[0];
    if (index === undefined) throw new PlimsollError('IMAGE_NOT_FOUND', `index ${indexDigest} was not listed`);
    const digests = children.map(({ digest }) => digestToBytes(digest));
    const platforms = children.map(({ platform }) => platform);
    await tx.query(
      `insert into image (repository_id, digest, media_type, size, pushed_at, platform)
       select distinct on (n.digest) $1::int, n.digest, n.media_type, n.size, x.pushed_at, n.platform
       from unnest($3::bytea[], $4::text[], $5::bigint[], $6::text[]) as n (digest, media_type, size, platform), image x
       where x.id = $2 and not exists (select from image i where i.repository_id = $1 and i.digest = n.digest)`,
      [repository, index.id, digests, children.map(({ mediaType }) => mediaType), children.map(({ sizeBytes }) => sizeBytes), platforms],
    );
    const { rows: added } = await tx.query<{ child_id: number }>(
      `insert into index_child (index_id, child_id, platform, materials)
       select distinct on (i.id) $2::int, i.id, n.platform, n.materials::jsonb from unnest($3::bytea[], $4::text[], $5::text[]) as n (digest, platform, materials)
       join image i on i.repository_id = $1 and i.digest = n.digest and i.id <> $2
       where not exists (select from index_child c where c.index_id = $2 and c.child_id = i.id) returning child_id`,
      [repository, index.id, digests, platforms, children.map(({ materials = [] }) => (materials.length === 0 ? null : toJson(materials)))],
    );
    await tx.query(
      `update image i set platform = c.platform from index_child c where c.index_id = $1 and i.id = c.child_id and i.platform is null`,
      [index.id],
    );
    await countTags(tx, new Map(added.map(({ child_id: id }) => [id, index.tags])));
    await countDecidedImages(
      tx,
      added.map(({ child_id: id }) => id),
    );
    const { rows } = await tx.query<{ id: number }>(
      `select i.id from unnest($2::bytea[]) with ordinality as n (digest, o) join image i on i.repository_id = $1 and i.digest = n.digest order by n.o`,
      [repository, digests],
    );
    return rows.map(({ id }) => id);
  });
}
