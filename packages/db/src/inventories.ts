import { type Inventory, type Link, PlimsollError, subjectKey, type Vulnerability } from '@plimsoll/model';
import { COVERAGES, digestToBytes } from './codes.ts';
import type { Database, Queryable } from './connect.ts';
import { countDecidedImages } from './decided-counts.ts';
import { addLinks, toLinkColumns } from './links.ts';
import { lockRepository } from './locks.ts';
import { addSets, setIds, summarizeSets, toSetColumns } from './package-sets.ts';
import { addPackages, type PackageIds } from './packages.ts';
import { subjectIds } from './subjects.ts';
import { type Judge, judgeNewSets } from './verdicts.ts';
import { addGroups } from './vulnerability-groups.ts';
import { splitStorable, toJson } from './storable.ts';

/** What people see of an image's configuration. */
export interface ImageConfig {
  readonly user: string;
  readonly exposedPorts: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** ISO 8601; absent if the image does not say. */
  readonly createdAt?: string;
  /** The instructions in their order, those that made no layer among them. */
  readonly steps: readonly { readonly instruction: string; readonly hasLayer: boolean }[];
}

/** A read image with what its new subjects matched. */
export interface ReadInventory {
  readonly imageId: number;
  readonly inventory: Inventory;
  /** From its configuration; what an index said of it stays. */
  readonly platform?: string | undefined;
  readonly config?: ImageConfig | undefined;
  /** Build of the advisories that `links` were matched with. */
  readonly build: string;
  /** Of the subjects that `subjectsUnknown` named; links of other subjects are stored already and left alone. */
  readonly links: readonly Link[];
  /** Every group that `links` name. */
  readonly vulnerabilities: readonly Vulnerability[];
  readonly judge: Judge;
}

/**
 * Stores what was found in an image: packages, sets and links that are new, and the inventory, which takes the place of the one before.
 * One transaction; saving the same again changes nothing.
 *
 * @throws PlimsollError CONFLICT if the advisories changed since (match the unknown subjects again and save again), or the connection is
 *   disconnected; NOT_FOUND if there is no such image
 */
export async function saveInventory(db: Database, given: ReadInventory): Promise<void> {
  const read = { ...given, inventory: toStorable(given.inventory) };
  const { rows } = await db.query<{ repository_id: number }>('select repository_id from image where id = $1', [read.imageId]);
  const repository = rows[0]?.repository_id;
  if (repository === undefined) throw new PlimsollError('NOT_FOUND', `there is no image ${read.imageId}`);
  await db.transaction(async (tx) => {
    const now = await lockRepository(tx, repository);
    await checkBuild(tx, read.build);
    const members = read.inventory.sets.flatMap(({ set }) => set.members);
    const ids = await addPackages(tx, members);
    await addFreshLinks(tx, read, ids, now);
    const sets = await storeSets(tx, read, ids, now);
    const changed = await replaceInventory(tx, read, sets, now);
    await describeImage(tx, read, now);
    if (!changed) return;
    await countInRepository(tx, read.imageId, repository, now);
    await countDecidedImages(tx, [read.imageId]);
  });
}

function toStorable(inventory: Inventory): Inventory {
  const parts = inventory.sets.map((at) => ({ at, ...splitStorable(at.set.members) }));
  return {
    ...inventory,
    sets: parts.map(({ at, stored }) => ({ ...at, set: { ...at.set, members: stored } })),
    problems: [...inventory.problems, ...parts.flatMap(({ problems }) => problems)],
    coverage: inventory.coverage === 'complete' && parts.some(({ problems }) => problems.length > 0) ? 'partial' : inventory.coverage,
  };
}

/** A re-match sets the build before it asks for stored subjects, so a subject is either asked for or matched with the new build. */
async function checkBuild(tx: Queryable, build: string): Promise<void> {
  const { rows } = await tx.query<{ build: string }>('select build from advisory_build', [], 'advisory-build');
  if (rows[0]?.build !== build) {
    throw new PlimsollError(
      'CONFLICT',
      `the image was matched with advisories ${JSON.stringify(build)}, and ${JSON.stringify(rows[0]?.build)} is in use now`,
      {
        hint: 'Match its unknown subjects again.',
      },
    );
  }
}

async function addFreshLinks(tx: Queryable, { links, vulnerabilities }: ReadInventory, ids: PackageIds, now: string): Promise<void> {
  const idOf = await subjectIds(tx, [...new Map(links.map(({ subject }) => [subjectKey(subject), subject])).values()]);
  const fresh = links.flatMap((link) => {
    const id = idOf.get(subjectKey(link.subject));
    return id !== undefined && ids.fresh.has(id) ? [{ link, id }] : [];
  });
  const named = new Set(fresh.map(({ link }) => link.vulnerability));
  const groups = await addGroups(
    tx,
    vulnerabilities.filter(({ id }) => named.has(id)),
  );
  const columns = fresh.map(({ link, id }) => {
    const group = groups.get(link.vulnerability);
    if (group === undefined)
      throw new PlimsollError('INVALID_INPUT', `a link names ${link.vulnerability}, which is not among the vulnerabilities`);
    return toLinkColumns(link, id, group);
  });
  await addLinks(tx, columns, now);
}

/** @returns ids in the order of the inventory */
async function storeSets(tx: Queryable, { inventory, judge }: ReadInventory, ids: PackageIds, now: string): Promise<number[]> {
  const distinct = [...new Map(inventory.sets.map((at) => [at.set.digest as string, at])).values()];
  const known = await setIds(
    tx,
    distinct.map(({ set }) => set),
  );
  const missing = distinct
    .filter(({ set }) => !known.has(set.digest))
    .map(({ set, path }) => ({ set, columns: toSetColumns(set.members, path, ids) }));
  const added = await addSets(tx, missing);
  await judgeNewSets(
    tx,
    missing.flatMap(({ set, columns }) => {
      const id = added.get(set.digest);
      return id === undefined || set.facts === undefined ? [] : [{ id, facts: set.facts, subjects: columns.subjects }];
    }),
    judge,
    now,
  );
  if (added.size > 0) await summarizeSets(tx, [...added.values()]);
  const all =
    missing.length === 0
      ? known
      : await setIds(
          tx,
          distinct.map(({ set }) => set),
        );
  return inventory.sets.map(({ set }) => all.get(set.digest)!);
}

/** @returns false if the open inventory says the same */
async function replaceInventory(
  tx: Queryable,
  { imageId, inventory }: ReadInventory,
  sets: readonly number[],
  now: string,
): Promise<boolean> {
  const layers = inventory.sets.map(({ layer }) => layer);
  const paths = inventory.sets.map(({ path }) => path);
  const { rowCount: same } = await tx.query(
    `select from inventory n where n.image_id = $1 and n.until = 'infinity' and n.fingerprint = $2
       and $3::jsonb = (select coalesce(jsonb_agg(jsonb_build_array(s.set_id, s.layer, s.path) order by s.ordinal), '[]') from image_set s where s.inventory_id = n.id)`,
    [imageId, inventory.fingerprint, toJson(sets.map((id, index) => [id, layers[index], paths[index]]))],
    'same-inventory',
  );
  if (same > 0) return false;
  await tx.query(
    `update inventory set until = $2::timestamptz where image_id = $1 and until = 'infinity'`,
    [imageId, now],
    'close-inventory',
  );
  await tx.query(
    `with n as (insert into inventory (image_id, since, fingerprint) values ($1, $2::timestamptz, $3) returning id)
     insert into image_set (inventory_id, set_id, ordinal, layer, path)
     select n.id, x.set_id, x.o - 1, x.layer, x.path from n, unnest($4::int[], $5::smallint[], $6::text[]) with ordinality as x (set_id, layer, path, o)`,
    [imageId, now, inventory.fingerprint, sets, layers, paths],
    'open-inventory',
  );
  return true;
}

async function describeImage(tx: Queryable, { imageId, inventory, platform, config }: ReadInventory, now: string): Promise<void> {
  const { os, problems, layers, coverage } = inventory;
  await tx.query(
    `update image set state = 3, coverage = $2, first_read_at = coalesce(first_read_at, $3::timestamptz), os = $4, problems = $5, platform = coalesce(platform, $6),
       config = coalesce($7, config), top_chain_id = $8, error = null, retry_at = null, attempts = 0 where id = $1`,
    [
      imageId,
      COVERAGES.toCode(coverage),
      now,
      os === undefined ? null : toJson(os),
      toJson(problems),
      platform ?? null,
      config === undefined ? null : toJson(config),
      layers.length === 0 ? null : digestToBytes(layers.at(-1)!.chainId),
    ],
    'describe-image',
  );
  await tx.query(
    `insert into image_layer (image_id, ordinal, digest, diff_id, chain_id, media_type, instruction, size)
     select $1::int, n.o - 1, n.digest, n.diff_id, n.chain_id, n.media_type, n.instruction, n.size
     from unnest($2::bytea[], $3::bytea[], $4::bytea[], $5::text[], $6::text[], $7::bigint[]) with ordinality as n (digest, diff_id, chain_id, media_type, instruction, size, o)
     on conflict (image_id, ordinal) do nothing`,
    [
      imageId,
      layers.map(({ digest }) => digestToBytes(digest)),
      layers.map(({ diffId }) => digestToBytes(diffId)),
      layers.map(({ chainId }) => digestToBytes(chainId)),
      layers.map(({ mediaType }) => mediaType),
      layers.map(({ instruction }) => instruction),
      layers.map(({ sizeBytes }) => sizeBytes),
    ],
    'add-layers',
  );
}

/** Rows of the repository, if the image is current: the new inventory's less the old one's. */
async function countInRepository(tx: Queryable, imageId: number, repository: number, now: string): Promise<void> {
  await tx.query(
    `with iv as (
      select case when y.until = $3::timestamptz then -1 else 1 end as n, l.vulnerability_id, bool_or(l.fixable) as fix, bit_or(1::bigint << p.ecosystem) as eco
      from image i join inventory y on y.image_id = i.id and (y.until = $3 or y.until = 'infinity') join image_set s on s.inventory_id = y.id
      join package_set ps on ps.id = s.set_id cross join unnest(ps.subjects) as k (package_id)
      cross join lateral (select * from link l where l.package_id = k.package_id and l.until = 'infinity' offset 0) l
      join package p on p.id = l.package_id
      where i.id = $1::int and i.current_tags > 0
        and not exists (select from set_verdict x where x.set_id = s.set_id and x.package_id = l.package_id and x.vulnerability_id = l.vulnerability_id and x.until = 'infinity')
      group by 1, 2
    )
    insert into repository_vulnerability as r
    select $2::int, vulnerability_id, sum(n), coalesce(sum(n) filter (where fix), 0), coalesce(bit_or(eco) filter (where n = 1), 0) from iv group by 2
    having sum(n) <> 0 or coalesce(sum(n) filter (where fix), 0) <> 0 or bit_or(eco) filter (where n = 1) is distinct from bit_or(eco) filter (where n = -1) order by 2
    on conflict (repository_id, vulnerability_id) do update
    set images = r.images + excluded.images, fixable = r.fixable + excluded.fixable, ecosystems = r.ecosystems | excluded.ecosystems`,
    [imageId, repository, now],
    'count-in-repository',
  );
}
