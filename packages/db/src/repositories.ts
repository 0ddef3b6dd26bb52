import type { Database } from './connect.ts';
import { lockConnection } from './locks.ts';

/** A repository as a registry lists it. */
export interface ListedRepository {
  readonly name: string;
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web`. */
  readonly uri: string;
  readonly createdAt?: Date | undefined;
  readonly mutability?: string | undefined;
}

/**
 * Brings the repositories of a connection to a **complete** listing: new ones, changed ones, and those that are gone (their images and
 * findings stay; they are gone when their tags are, see `recordListing` with an empty listing).
 *
 * @returns ids by name of those listed, and the ids of those that are gone now
 * @throws PlimsollError CONFLICT if the connection is disconnected
 */
export async function recordRepositories(
  db: Database,
  connection: number,
  repositories: readonly ListedRepository[],
): Promise<{ ids: Map<string, number>; gone: number[] }> {
  return db.transaction(async (tx) => {
    const now = await lockConnection(tx, connection);
    const values = [
      connection,
      now,
      repositories.map(({ name }) => name),
      repositories.map(({ uri }) => uri),
      repositories.map(({ createdAt }) => createdAt ?? null),
      repositories.map(({ mutability }) => mutability ?? null),
    ];
    const listed = 'unnest($3::text[], $4::text[], $5::timestamptz[], $6::text[]) as n (name, uri, created_at, mutability)';
    await tx.query(
      `update repository r set uri = n.uri, created_at = n.created_at, mutability = n.mutability, gone_at = 'infinity' from ${listed}
       where r.connection_id = $1 and $2::timestamptz is not null and r.name = n.name
         and (r.uri, r.created_at, r.mutability, r.gone_at) is distinct from (n.uri, n.created_at, n.mutability, 'infinity'::timestamptz)`,
      values,
    );
    await tx.query(
      `insert into repository (connection_id, first_seen, name, uri, created_at, mutability)
       select distinct on (n.name) $1::int, $2::timestamptz, n.name, n.uri, n.created_at, n.mutability from ${listed}
       where not exists (select from repository r where r.connection_id = $1 and r.name = n.name)`,
      values,
    );
    const gone = await tx.query<{ id: number }>(
      `update repository set gone_at = $2::timestamptz where connection_id = $1 and gone_at = 'infinity' and name <> all($3::text[]) returning id`,
      values.slice(0, 3),
    );
    const { rows } = await tx.query<{ id: number; name: string }>(
      'select id, name from repository where connection_id = $1 and name = any($2::text[])',
      [connection, values[2]],
    );
    return { ids: new Map(rows.map(({ id, name }) => [name, id])), gone: gone.rows.map(({ id }) => id) };
  });
}
