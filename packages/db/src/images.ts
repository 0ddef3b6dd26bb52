import { PlimsollError, type Problem } from '@plimsoll/model';
import { digestSql } from './codes.ts';
import type { Queryable } from './connect.ts';
import { toJson } from './storable.ts';

/** An image or index that is to be fetched. */
export interface ImageToRead {
  readonly id: number;
  readonly repositoryId: number;
  readonly repository: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly isIndex: boolean;
  /** One of the tags that reach it; undefined if they moved on meanwhile. */
  readonly tag?: string;
}

/**
 * What is to be read of a connection, newest push first: images and indexes that a tag reaches and that were never read, were being read
 * when the program ended, failed and are due again, or were read by analyzers of another fingerprint. Nothing of a disconnected one.
 */
export async function imagesToRead(
  db: Queryable,
  { connection, fingerprint, limit = 1000 }: { connection: number; fingerprint: string; limit?: number },
): Promise<ImageToRead[]> {
  const { rows } = await db.query<{
    id: number;
    repository_id: number;
    repository: string;
    digest: string;
    media_type: string;
    size: number;
    is_index: boolean;
    tag: string | null;
  }>(
    `select i.id, r.id as repository_id, r.name as repository, ${digestSql('i.digest')} as digest, i.media_type, i.size, i.is_index,
            (select min(t.name) from image_tag t where t.image_id = i.id and t.until = 'infinity') as tag
     from connection c join repository r on r.connection_id = c.id join image i on i.repository_id = r.id and i.current_tags > 0
     left join inventory n on n.image_id = i.id and n.until = 'infinity'
     where c.id = $1 and c.disconnected_at = 'infinity'
       and (i.state in (1, 2) or (i.state = 4 and i.retry_at <= now()) or (i.state = 3 and not i.is_index and n.fingerprint is distinct from $2))
     order by i.pushed_at desc, i.id desc limit $3`,
    [connection, fingerprint, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    repositoryId: row.repository_id,
    repository: row.repository,
    digest: row.digest,
    mediaType: row.media_type,
    sizeBytes: row.size,
    isIndex: row.is_index,
    ...(row.tag === null ? {} : { tag: row.tag }),
  }));
}

/** Only images of connected registries change. */
const LIVE = `exists (select from repository r join connection c on c.id = r.connection_id where r.id = i.repository_id and c.disconnected_at = 'infinity')`;

/** Shows that an image is being read. One that was read before keeps showing what is known. */
export async function markReading(db: Queryable, image: number): Promise<void> {
  await db.query(`update image i set state = 2 where id = $1 and state in (1, 4) and ${LIVE}`, [image]);
}

/**
 * Records why an image could not be read. It is due again after 5 minutes, then 10, 20 .. up to a day. An image that was read before
 * keeps its findings and state.
 */
export async function markFailed(db: Queryable, image: number, error: Problem): Promise<void> {
  const { rowCount } = await db.query(
    `update image i set error = $2, attempts = least(attempts + 1, 20), state = case when exists (select from inventory n where n.image_id = i.id) then 3 else 4 end,
       retry_at = now() + least(interval '5 minutes' * 2 ^ least(attempts, 10), interval '1 day')
     where id = $1 and ${LIVE}`,
    [image, toJson(error)],
  );
  if (rowCount === 0) throw notChangeable(image);
}

/** Records that a tag names something else: a signature, an attestation, a chart. It is never read again. */
export async function markNotImage(db: Queryable, image: number, kind: string): Promise<void> {
  const { rowCount } = await db.query(
    `update image i set state = 5, coverage = 4, not_image_kind = $2, error = null, retry_at = null where id = $1 and ${LIVE}`,
    [image, kind],
  );
  if (rowCount === 0) throw notChangeable(image);
}

function notChangeable(image: number): PlimsollError {
  return new PlimsollError('CONFLICT', `image ${image} is not there, or its connection is disconnected: its data stay as they are`);
}

/** What could not be read of a connection's images. */
export interface ImageProblem extends Problem {
  readonly repository: string;
  /** A tag, else the digest. */
  readonly reference: string;
}

const MAX_PROBLEMS = 1000;

/** Images that failed, then those that were read with problems; at most 1,000 problems. */
export async function problemsOfConnection(db: Queryable, connection: number): Promise<ImageProblem[]> {
  const { rows } = await db.query<{ repository: string; reference: string; problem: Problem }>(
    `select r.name as repository, coalesce((select min(t.name) from image_tag t where t.image_id = i.id and t.until = 'infinity'), ${digestSql('i.digest')}) as reference, p.problem
     from repository r join image i on i.repository_id = r.id and i.current_tags > 0
     cross join lateral (
       select i.error as problem, 0 as o where i.error is not null union all select x.problem, x.o from jsonb_array_elements(i.problems) with ordinality as x (problem, o)
     ) p
     where r.connection_id = $1 order by i.error is null, r.name, 2, i.id, p.o limit ${MAX_PROBLEMS}`,
    [connection],
  );
  return rows.map(({ repository, reference, problem }) => ({ repository, reference, ...problem }));
}
