import { type Coverage, type Severity, severityRank } from '@plimsoll/model';
import { COVERAGES, digestSql, IMAGE_STATES, type ImageState } from './codes.ts';
import type { Queryable } from './connect.ts';
import { COUNT_COLUMNS, type CountRow, type Counts, COUNTS_OF_IMAGE, toCounts } from './counts.ts';
import { decodeCursor, type Page, type PageRequest, toPage, toPattern } from './page.ts';
import { present } from './present.ts';

/** A tag and what it reaches. */
export interface TaggedImage {
  readonly connection: number;
  readonly connectionName: string;
  readonly frozenAt?: Date;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly mediaType: string;
  /** Of the readable images: one, or one a platform of an index. */
  readonly platforms: string[];
  /** Of an index: what is least finished of its children. */
  readonly state: ImageState;
  /** Of an index: the least of its children; null until all were read. */
  readonly coverage: Coverage | null;
  readonly counts: Counts | null;
  readonly sizeBytes: number;
  readonly pushedAt: Date;
  readonly pulledAt?: Date;
  /** Since when the tag names it. */
  readonly since: Date;
  /** How many. */
  readonly problems: number;
}

export interface ImageFilter {
  /** Part of `repository:tag`, or of the digest. */
  readonly q?: string | undefined;
  readonly connection?: number | undefined;
  readonly repository?: string | undefined;
  /** Images that have findings of any of these. */
  readonly severity?: readonly Severity[] | undefined;
  readonly coverage?: Coverage | undefined;
  readonly state?: ImageState | undefined;
}

/** The parts of an image or index `i`: itself, or its children. */
const PARTS = `lateral (
  select case when not i.is_index or i.state <> 3 or count(k.id) = 0 then i.state
              when bool_or(k.state = 1) then 1 when bool_or(k.state = 2) then 2 when bool_or(k.state = 4) then 4 else 3 end as state,
         case when not i.is_index then i.coverage when bool_or(k.coverage is null) then null else max(k.coverage) end as coverage,
         case when i.is_index and count(k.id) > 0 then sum(k.size) else i.size end as size,
         coalesce(array_agg(c.platform order by c.platform) filter (where c.platform is not null), array_remove(array[i.platform], null)) as platforms,
         jsonb_array_length(i.problems) + (i.error is not null)::int + coalesce(sum(jsonb_array_length(k.problems) + (k.error is not null)::int), 0)::int as problems
  from index_child c join image k on k.id = c.child_id where c.index_id = i.id
) p`;

const FROM_TAGS = `tag t join image i on i.id = t.image_id join repository r on r.id = t.repository_id join connection c on c.id = r.connection_id`;
const FROM = `${FROM_TAGS} cross join ${PARTS} cross join ${COUNTS_OF_IMAGE}`;

/** What the tag tells. */
const WHERE = `t.until = 'infinity' and ($1::int is null or c.id = $1) and ($2::text is null or r.name = $2)
  and ($3::text is null or r.name || ':' || t.name ilike $3 or ${digestSql('i.digest')} ilike $3)`;

/** What only the image and its findings tell: counting the rows without it is cheap. */
const WHERE_PARTS = `($4::smallint is null or p.coverage = $4) and ($5::smallint is null or p.state = $5)
  and ($6::smallint[] is null or (5 = any($6) and f.critical > 0) or (4 = any($6) and f.high > 0) or (3 = any($6) and f.medium > 0) or (2 = any($6) and f.low > 0)
    or (1 = any($6) and f.negligible > 0) or (0 = any($6) and f.unknown > 0))`;

type Row = CountRow & {
  key: string;
  tag_id: number;
  connection: number;
  connection_name: string;
  frozen_at: Date | null;
  repository: string;
  tag: string;
  digest: string;
  media_type: string;
  platforms: string[];
  state: number;
  coverage: number | null;
  size: number;
  pushed_at: Date;
  pulled_at: Date | null;
  since: Date;
  problems: number;
};

/** Tagged images, newest push first. */
export async function listImages(db: Queryable, filter: ImageFilter, { cursor, limit }: PageRequest): Promise<Page<TaggedImage>> {
  const filters = [
    filter.connection ?? null,
    filter.repository ?? null,
    toPattern(filter.q),
    filter.coverage === undefined ? null : COVERAGES.toCode(filter.coverage),
    filter.state === undefined ? null : IMAGE_STATES.toCode(filter.state),
    filter.severity === undefined || filter.severity.length === 0 ? null : filter.severity.map(severityRank),
  ];
  const [pushedAt, id] = decodeCursor(cursor, ['infinity', 0]);
  const { rows } = await db.query<Row>(
    `select t.pushed_at::text as key, t.id as tag_id, c.id as connection, c.name as connection_name, nullif(c.disconnected_at, 'infinity') as frozen_at, r.name as repository,
            t.name as tag, ${digestSql('i.digest')} as digest, i.media_type, p.platforms, p.state, p.coverage, p.size, t.pushed_at, i.pulled_at, t.since, p.problems, ${COUNT_COLUMNS}
     from ${FROM} where ${WHERE} and ${WHERE_PARTS} and (t.pushed_at, t.id) < ($7::timestamptz, $8::int) order by t.pushed_at desc, t.id desc limit $9`,
    [...filters, pushedAt, id, limit + 1],
  );
  const needsParts = filters.slice(3).some((value) => value !== null);
  const total = await db.query<{ n: number }>(
    `select count(*)::int as n from ${needsParts ? `${FROM} where ${WHERE} and ${WHERE_PARTS}` : `${FROM_TAGS} where ${WHERE}`}`,
    needsParts ? filters : filters.slice(0, 3),
  );
  return toPage(rows, limit, total.rows[0]!.n, { key: (row) => [row.key, row.tag_id], row: toTaggedImage });
}

function toTaggedImage(row: Row): TaggedImage {
  return {
    connection: row.connection,
    connectionName: row.connection_name,
    repository: row.repository,
    tag: row.tag,
    digest: row.digest,
    mediaType: row.media_type,
    platforms: row.platforms,
    state: IMAGE_STATES.toName(row.state),
    coverage: row.coverage === null ? null : COVERAGES.toName(row.coverage),
    counts: toCounts(row),
    sizeBytes: row.size,
    pushedAt: row.pushed_at,
    since: row.since,
    problems: row.problems,
    ...present({ frozenAt: row.frozen_at, pulledAt: row.pulled_at }),
  };
}

/** A repository with its newest tag. */
export interface RepositorySummary {
  readonly connection: number;
  readonly connectionName: string;
  readonly frozenAt?: Date;
  readonly repository: string;
  readonly uri: string;
  readonly tags: number;
  /** Readable images that a tag reaches. */
  readonly images: number;
  readonly newest: {
    readonly tag: string;
    readonly counts: Counts | null;
    readonly coverage: Coverage | null;
    readonly pushedAt: Date;
  } | null;
}

type RepositoryRow = CountRow & {
  id: number;
  connection: number;
  connection_name: string;
  frozen_at: Date | null;
  repository: string;
  uri: string;
  tags: number;
  images: number;
  tag: string | null;
  coverage: number | null;
  pushed_at: Date | null;
};

/** Repositories of all connections (or one) by name, without those that the registry does not have any more. */
export async function listRepositories(
  db: Queryable,
  filter: { readonly q?: string | undefined; readonly connection?: number | undefined },
  { cursor, limit }: PageRequest,
): Promise<Page<RepositorySummary>> {
  const where = `r.gone_at = 'infinity' and ($1::int is null or r.connection_id = $1) and ($2::text is null or r.name ilike $2)`;
  const filters = [filter.connection ?? null, toPattern(filter.q)];
  const [name, id] = decodeCursor(cursor, ['', 0]);
  const { rows } = await db.query<RepositoryRow>(
    `select r.id, c.id as connection, c.name as connection_name, nullif(c.disconnected_at, 'infinity') as frozen_at, r.name as repository, r.uri,
            (select count(*)::int from tag t where t.repository_id = r.id and t.until = 'infinity') as tags,
            (select count(*)::int from image i where i.repository_id = r.id and i.current_tags > 0 and not i.is_index and i.state <> 5) as images,
            n.tag, n.coverage, n.pushed_at, n.critical, n.high, n.medium, n.low, n.negligible, n.unknown, n.fixable
     from repository r join connection c on c.id = r.connection_id
     left join lateral (
       select t.name as tag, p.coverage, t.pushed_at, ${COUNT_COLUMNS}
       from tag t join image i on i.id = t.image_id cross join ${PARTS} cross join ${COUNTS_OF_IMAGE}
       where t.repository_id = r.id and t.until = 'infinity' and i.state <> 5 order by t.pushed_at desc, t.id desc limit 1
     ) n on true
     where ${where} and (r.name, r.id) > ($3::text, $4::int) order by r.name, r.id limit $5`,
    [...filters, name, id, limit + 1],
  );
  const total = await db.query<{ n: number }>(`select count(*)::int as n from repository r where ${where}`, filters);
  return toPage(rows, limit, total.rows[0]!.n, { key: (row) => [row.repository, row.id], row: toRepositorySummary });
}

function toRepositorySummary(row: RepositoryRow): RepositorySummary {
  const { tag, pushed_at: pushedAt, coverage } = row;
  const newest =
    tag === null || pushedAt === null
      ? null
      : { tag, pushedAt, counts: toCounts(row), coverage: coverage === null ? null : COVERAGES.toName(coverage) };
  return {
    connection: row.connection,
    connectionName: row.connection_name,
    repository: row.repository,
    uri: row.uri,
    tags: row.tags,
    images: row.images,
    newest,
    ...present({ frozenAt: row.frozen_at }),
  };
}
