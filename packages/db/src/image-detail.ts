import { type Coverage, type OperatingSystem, PlimsollError, type Problem } from '@plimsoll/model';
import { COVERAGES, digestSql, digestToBytes, IMAGE_STATES, type ImageState } from './codes.ts';
import type { Queryable } from './connect.ts';
import { type Counts, countsOfImages, decidedOfImages, NO_COUNTS } from './counts.ts';
import { factsOfFindings } from './findings.ts';
import type { ImageConfig } from './inventories.ts';
import { present } from './present.ts';

/** How people name an image. */
export interface ImageAddress {
  readonly connection: number;
  readonly repository: string;
  /** A tag or a digest. */
  readonly reference: string;
  /** Which of an index; default linux/amd64, else the first. */
  readonly platform?: string | undefined;
}

/** What an address leads to. */
export interface FoundImage {
  /** The readable image; the index itself if nothing of it is known yet. */
  readonly id: number;
  readonly indexDigest?: string;
  /** Of the index, sorted; of an image its own. */
  readonly platforms: string[];
}

const DEFAULT_PLATFORM = 'linux/amd64';

/**
 * @throws PlimsollError IMAGE_NOT_FOUND if no tag or digest of the repository is that; PLATFORM_NOT_FOUND if the index has no such platform
 */
export async function findImage(db: Queryable, { connection, repository, reference, platform }: ImageAddress): Promise<FoundImage> {
  const isDigest = /^sha256:[0-9a-f]{64}$/.test(reference);
  const { rows } = await db.query<{ id: number; digest: string; is_index: boolean; platform: string | null }>(
    `select i.id, ${digestSql('i.digest')} as digest, i.is_index, i.platform from repository r join image i on i.repository_id = r.id
     where r.connection_id = $1 and r.name = $2
       and ${isDigest ? 'i.digest = $3' : `i.id = (select t.image_id from tag t where t.repository_id = r.id and t.name = $3 and t.until = 'infinity')`}`,
    [connection, repository, isDigest ? digestToBytes(reference) : reference],
  );
  const image = rows[0];
  if (image === undefined) {
    throw new PlimsollError('IMAGE_NOT_FOUND', `${repository} has no ${isDigest ? 'image' : 'tag'} ${JSON.stringify(reference)}`);
  }
  if (!image.is_index) return { id: image.id, platforms: image.platform === null ? [] : [image.platform] };
  const { rows: children } = await db.query<{ id: number; platform: string }>(
    'select child_id as id, platform from index_child where index_id = $1 order by platform collate "C", child_id',
    [image.id],
  );
  const platforms = [...new Set(children.map((child) => child.platform))];
  const child =
    children.find((row) => row.platform === (platform ?? DEFAULT_PLATFORM)) ?? (platform === undefined ? children[0] : undefined);
  if (child === undefined && platform !== undefined) {
    throw new PlimsollError('PLATFORM_NOT_FOUND', `${repository}:${reference} has no image for ${JSON.stringify(platform)}`, {
      hint: `It has ${platforms.join(', ') || 'none'}.`,
    });
  }
  return { id: child?.id ?? image.id, indexDigest: image.digest, platforms };
}

/** Everything about one image but its lists. */
export interface ImageDescription {
  readonly id: number;
  readonly connection: number;
  readonly connectionName: string;
  readonly frozenAt?: Date;
  readonly repository: string;
  readonly uri: string;
  /** That reach it, also through an index. Sorted. */
  readonly tags: string[];
  readonly digest: string;
  readonly indexDigest?: string;
  readonly mediaType: string;
  /** Empty until it is known. */
  readonly platform: string;
  readonly platforms: string[];
  readonly state: ImageState;
  readonly coverage: Coverage | null;
  readonly os?: OperatingSystem;
  readonly sizeBytes: number;
  readonly pushedAt: Date;
  readonly pulledAt?: Date;
  readonly firstReadAt?: Date;
  /** Null until it is read. */
  readonly counts: Counts | null;
  /** How many of them decisions hide. */
  readonly decided: Counts;
  /** Findings in the catalogue of exploited vulnerabilities. */
  readonly exploited: number;
  readonly withoutFix: number;
  readonly packages: number;
  readonly notAffected: number;
  /** Why it could not be read, then what could not be read of it. */
  readonly problems: Problem[];
  readonly layers: ImageLayer[];
  readonly config?: ImageConfig;
}

export interface ImageLayer {
  readonly ordinal: number;
  readonly digest: string;
  readonly instruction: string;
  readonly sizeBytes: number;
  readonly packages: number;
  readonly findings: number;
}

interface ImageRow {
  id: number;
  connection: number;
  connection_name: string;
  frozen_at: Date | null;
  repository: string;
  uri: string;
  tags: string[];
  digest: string;
  media_type: string;
  platform: string | null;
  state: number;
  coverage: number | null;
  os: OperatingSystem | null;
  size: number;
  pushed_at: Date;
  pulled_at: Date | null;
  first_read_at: Date | null;
  error: Problem | null;
  problems: Problem[];
  config: ImageConfig | null;
}

/** @throws PlimsollError IMAGE_NOT_FOUND, PLATFORM_NOT_FOUND */
export async function describeImage(db: Queryable, address: ImageAddress): Promise<ImageDescription> {
  const found = await findImage(db, address);
  const { rows } = await db.query<ImageRow>(
    `select i.id, c.id as connection, c.name as connection_name, nullif(c.disconnected_at, 'infinity') as frozen_at, r.name as repository, r.uri,
            array(select distinct t.name from image_tag t where t.image_id = i.id and t.until = 'infinity' order by 1) as tags, ${digestSql('i.digest')} as digest,
            i.media_type, i.platform, i.state, i.coverage, i.os, i.size, i.pushed_at, i.pulled_at, i.first_read_at, i.error, i.problems, i.config
     from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id where i.id = $1`,
    [found.id],
  );
  const row = rows[0]!;
  const facts = await factsOfFindings(db, found.id);
  const layers = await layersOf(db, found.id);
  const counts = (await countsOfImages(db, [found.id])).get(found.id) ?? null;
  const decided = (await decidedOfImages(db, [found.id])).get(found.id) ?? NO_COUNTS;
  return {
    id: row.id,
    connection: row.connection,
    connectionName: row.connection_name,
    repository: row.repository,
    uri: row.uri,
    tags: row.tags,
    digest: row.digest,
    mediaType: row.media_type,
    platform: row.platform ?? '',
    platforms: found.platforms,
    state: IMAGE_STATES.toName(row.state),
    coverage: row.coverage === null ? null : COVERAGES.toName(row.coverage),
    sizeBytes: row.size,
    pushedAt: row.pushed_at,
    counts,
    decided,
    exploited: facts.exploited,
    withoutFix: facts.withoutFix,
    notAffected: facts.notAffected,
    packages: layers.reduce((sum, layer) => sum + layer.packages, 0),
    problems: [...(row.error === null ? [] : [row.error]), ...row.problems],
    layers: layers.map((layer) => ({ ...layer, findings: facts.byLayer.get(layer.ordinal) ?? 0 })),
    ...present({
      frozenAt: row.frozen_at,
      os: row.os,
      pulledAt: row.pulled_at,
      firstReadAt: row.first_read_at,
      config: row.config,
      indexDigest: found.indexDigest,
    }),
  };
}

async function layersOf(db: Queryable, image: number): Promise<Omit<ImageLayer, 'findings'>[]> {
  const { rows } = await db.query<Omit<ImageLayer, 'findings'>>(
    `select y.ordinal, ${digestSql('y.digest')} as digest, y.instruction, y.size as "sizeBytes",
            (select coalesce(sum(cardinality(coalesce(ps.packages, ps.subjects))), 0)::int
             from inventory n join image_set s on s.inventory_id = n.id and s.layer = y.ordinal join package_set ps on ps.id = s.set_id
             where n.image_id = y.image_id and n.until = 'infinity') as packages
     from image_layer y where y.image_id = $1 order by y.ordinal`,
    [image],
  );
  return rows;
}
