import type { BaseImage, BaseNode } from '@plimsoll/contract';
import {
  countsOfImages,
  currentTags,
  type Database,
  findLineageImages,
  lineageImage,
  type LineageImage,
  lineageImages,
  lineagePlatforms,
  type LineageQuestion,
} from '@plimsoll/db';
import { withoutEcrHost } from '@plimsoll/ecr';
import { PlimsollError } from '@plimsoll/model';
import {
  assessBase,
  type BaseAssessment,
  baseOf,
  indexImages,
  type KnownImage,
  type KnownImages,
  lineageOf,
  type LineageNode,
  statedDigests,
  tagsOfBase,
} from '@plimsoll/remediation';
import type { StoreHolder } from '../advisories/store-holder.ts';

export interface LineageDeps {
  readonly db: Database;
  readonly stores: StoreHolder;
}

/** A base that was built longer ago is outdated. */
const MAX_BASE_AGE_DAYS = 180;
/** A chain of bases is as long as its layers at most; this is far beyond any that people build. */
const MAX_DEPTH = 20;

/** Read images of one platform, all or as many as a question needs: an image is built on one of its own platform. */
export interface Fleet {
  /** Newest push first. */
  readonly images: readonly LineageImage[];
  readonly known: readonly KnownImage[];
  readonly index: KnownImages;
  /** The stored image behind a known one. */
  readonly stored: (image: KnownImage) => LineageImage | undefined;
}

/** Reads what lineage asks of every image of one platform: for judging many. `findInFleet` is for one. */
export async function readFleet(db: Database, platform: string): Promise<Fleet> {
  return toFleet(await lineageImages(db, platform));
}

/** @param unordered of one platform */
export function toFleet(unordered: Iterable<LineageImage>): Fleet {
  const images = [...unordered].toSorted((a, b) => b.pushedAt.getTime() - a.pushedAt.getTime() || b.id - a.id);
  // Of images with one digest in several repositories the first is asked; their names are all kept.
  const groups = Map.groupBy(images, ({ digest }) => digest);
  const known = [...groups.values()].map(toKnown);
  return { images, known, index: indexImages(known), stored: ({ digest }) => groups.get(digest)?.[0] };
}

function toKnown(same: readonly LineageImage[]): KnownImage {
  const { digest, chainIds, labels, materials, createdAt } = same[0]!;
  const names = (pick: (image: LineageImage) => readonly string[]): KnownImage['tags'] =>
    same.flatMap((image) => pick(image).map((tag) => ({ repository: image.repository, tag })));
  return {
    digest,
    chainIds,
    labels,
    tags: names(({ tags }) => tags),
    formerTags: names(({ formerTags }) => formerTags),
    ...(materials === undefined ? {} : { materials: materials.map((one) => ({ ...one, name: withoutEcrHost(one.name) })) }),
    ...(createdAt === undefined ? {} : { createdAt }),
  };
}

/**
 * The image, and as much of the fleet as judging it asks for: what it may be built on, and who has the tags of those now. What is said of it
 * is what the whole fleet would say.
 *
 * @throws PlimsollError NOT_FOUND if it was not read yet
 */
export async function findInFleet(image: number, db: Database): Promise<{ fleet: Fleet; self: KnownImage; stored: LineageImage }> {
  const stored = await lineageImage(db, image);
  if (stored === undefined)
    throw new PlimsollError('NOT_FOUND', 'the image has not been read yet', { hint: 'it is read by the sync that runs or comes next' });
  const found = new Map<number, LineageImage>();
  const ask = async (question: LineageQuestion): Promise<Fleet> => {
    for (const one of await findLineageImages(db, stored.platform, question)) found.set(one.id, one);
    return toFleet(found.values());
  };
  let fleet = await ask({ digests: [stored.digest] });
  const self = fleet.index.withDigest(stored.digest)[0]!;
  const seen = new Set<string>();
  for (let next: KnownImage | undefined = self; next !== undefined && !seen.has(next.digest) && seen.size < MAX_DEPTH;) {
    seen.add(next.digest);
    fleet = await ask({ chainIds: next.chainIds.slice(0, -1), digests: statedDigests(next) });
    const base = baseOf(next, fleet.index);
    if (base === undefined) break;
    const { repositories, wants } = tagsOfBase(base);
    const tags = (await currentTags(db, repositories)).filter(wants);
    fleet = await ask({ tags: tags.map(({ id }) => id) });
    next = base.images[0];
  }
  return { fleet, self, stored };
}

/** Judges what an image is built on. Undefined if nothing of it is known. */
export function judgeBase(self: KnownImage, fleet: Fleet, now = new Date()): BaseAssessment | undefined {
  return assessBase(self, {
    known: fleet.index,
    now,
    maxAgeDays: MAX_BASE_AGE_DAYS,
    endOfLife: (image: KnownImage) => fleet.stored(image)?.endOfLife,
  });
}

/** Judges what an image is built on, and what that is built on, and so on. Empty if nothing of it is known. */
export function judgeBases(self: KnownImage, fleet: Fleet, now = new Date()): BaseAssessment[] {
  const chain: BaseAssessment[] = [];
  let image: KnownImage | undefined = self;
  while (image !== undefined && chain.length < MAX_DEPTH) {
    const assessment: BaseAssessment | undefined = judgeBase(image, fleet, now);
    if (assessment === undefined) break;
    chain.push(assessment);
    image = assessment.base.images[0];
  }
  return chain;
}

/** How many of an image's layers came from what it is built on; undefined if that is not known or not at hand. */
export async function baseLayerCountOf(image: number, db: Database): Promise<number | undefined> {
  const { fleet, self } = await findInFleet(image, db);
  return judgeBases(self, fleet)[0]?.base.layerCount;
}

export function presentBase({ base, outdated, reasons, candidates }: BaseAssessment, fleet: Fleet): BaseImage {
  const image = base.images[0] === undefined ? undefined : linkOf(base.images[0], fleet);
  return {
    name: base.name,
    digest: base.digest ?? null,
    ...(image === undefined ? {} : { image }),
    outdated,
    reasons: reasons.map(({ message }) => message),
    layerCount: base.layerCount ?? null,
    candidates: candidates.flatMap(({ name, image: candidate, step }) => {
      const link = linkOf(candidate, fleet);
      return link === undefined ? [] : [{ name, digest: candidate.digest, step, image: link }];
    }),
  };
}

/** Every image that others are built on, and every image that is built on one: the graph of the registries. */
export async function listBases(db: Database): Promise<BaseNode[]> {
  const nodes: BaseNode[] = [];
  for (const platform of await lineagePlatforms(db)) {
    const fleet = await readFleet(db, platform);
    const related = lineageOf(fleet.known).images.filter(({ base, children }) => base !== undefined || children.length > 0);
    const counts = await countsOfImages(
      db,
      related.flatMap(({ image }) => fleet.stored(image)?.id ?? []),
    );
    nodes.push(...related.flatMap((node) => presentNode(node, platform, fleet, counts)));
  }
  return nodes.toSorted((a, b) => b.descendants - a.descendants || (a.name < b.name ? -1 : 1));
}

function presentNode(
  { image, base, children, descendants }: LineageNode,
  platform: string,
  fleet: Fleet,
  counts: Awaited<ReturnType<typeof countsOfImages>>,
): BaseNode[] {
  const stored = fleet.stored(image);
  const link = linkOf(image, fleet);
  if (stored === undefined || link === undefined) return [];
  const total = (id: number): number => {
    const found = counts.get(id);
    return found === undefined ? 0 : found.critical + found.high + found.medium + found.low + found.negligible + found.unknown;
  };
  // What is wrong with it as a base is asked on behalf of an image that is built on it.
  const child = children[0] === undefined ? undefined : fleet.index.withDigest(children[0])[0];
  const assessment = child === undefined ? undefined : judgeBases(child, fleet)[0];
  return [
    {
      name: `${link.repository}:${link.reference}`,
      digest: image.digest,
      platform,
      image: link,
      base: base?.images[0]?.digest ?? null,
      children: children.length,
      descendants,
      outdated: assessment?.outdated ?? false,
      reasons: (assessment?.reasons ?? []).map(({ message }) => message),
      findings: total(stored.id),
      counts: counts.get(stored.id) ?? { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 },
      candidates: (assessment?.candidates ?? []).flatMap(({ name, image: candidate }) => {
        const target = fleet.stored(candidate);
        const to = linkOf(candidate, fleet);
        return target === undefined || to === undefined ? [] : [{ name, findings: total(target.id), image: to }];
      }),
    },
  ];
}

/** Where people find an image: by a tag that points to it, else by its digest. */
function linkOf(image: KnownImage, fleet: Fleet): BaseNode['image'] | undefined {
  const stored = fleet.stored(image);
  return stored === undefined
    ? undefined
    : { connection: stored.connection, repository: stored.repository, reference: stored.tags[0] ?? stored.digest };
}
