import { type Digest, isDigest } from '@plimsoll/model';

/** A repository and its tag; a name that is neither keeps the whole of itself in `repository`, with an empty tag. */
export interface TagName {
  readonly repository: string;
  readonly tag: string;
}

/** An image that somebody has, as far as lineage asks: no bytes. */
export interface KnownImage {
  /** What a FROM line pins: the digest of the index that it is of, else its own. */
  readonly digest: Digest;
  /** Tags that point to it now; empty if none does. */
  readonly tags: readonly TagName[];
  /** Tags that once pointed to it and point elsewhere now. */
  readonly formerTags: readonly TagName[];
  /** One a layer, in layer order. @see https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid */
  readonly chainIds: readonly Digest[];
  readonly labels: Readonly<Record<string, string>>;
  /** ISO 8601, as its configuration says; undefined if it does not. */
  readonly createdAt?: string;
}

/** What an image was built on. */
export interface Base {
  /** `platform/nginx:1-20260711`; its digest if it has no tag. */
  readonly name: string;
  /** Undefined if only a label speaks of it, and names no digest. */
  readonly digest: Digest | undefined;
  /** The layers it shares, or a label that the builder left. */
  readonly evidence: 'layers' | 'label';
  /** Layers of the image that came from it: the application's are the rest. Undefined if the base is not at hand. */
  readonly layerCount: number | undefined;
  /** Every known image with exactly these layers; the first is the one that is named. Empty if the base is not at hand. */
  readonly images: readonly KnownImage[];
}

/** A registry as a graph: who is built on whom. */
export interface Lineage {
  readonly images: readonly LineageNode[];
}

export interface LineageNode {
  readonly image: KnownImage;
  readonly base: Base | undefined;
  /** Digests of the images built directly on it, in the order in which they were given. */
  readonly children: readonly Digest[];
  /** Number of images built on it, directly or not: what an update of it would heal. */
  readonly descendants: number;
}

/** @see https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys */
const BASE_NAME = 'org.opencontainers.image.base.name';
const BASE_DIGEST = 'org.opencontainers.image.base.digest';

/** `platform/nginx:1-20260711`. */
export function formatTagName({ repository, tag }: TagName): string {
  return tag === '' ? repository : `${repository}:${tag}`;
}

/**
 * What an image is built on, from all that is known: the image with the longest chain of layers that is a proper beginning of its own. Labels
 * are asked only where no layers answer, for an image inherits the labels of its base.
 *
 * @param known may hold the image itself: an image is never its own base, nor is one with the very same layers. Never changed once it was given:
 *   an index of it is kept as long as it is
 */
export function baseOf(image: KnownImage, known: readonly KnownImage[]): Base | undefined {
  return baseIn(image, byTopChain(known), known);
}

/** The whole graph. Images that are given twice are one. */
export function lineageOf(known: readonly KnownImage[]): Lineage {
  const images = [...new Map(known.map((image) => [image.digest, image])).values()];
  const index = byTopChain(images);
  const bases = new Map(images.map((image) => [image.digest, baseIn(image, index, images)]));
  const children = new Map<Digest, Digest[]>();
  for (const [digest, base] of bases) {
    for (const parent of base?.images ?? []) {
      const list = children.get(parent.digest);
      if (list === undefined) children.set(parent.digest, [digest]);
      else list.push(digest);
    }
  }
  return {
    images: images.map((image) => ({
      image,
      base: bases.get(image.digest),
      children: children.get(image.digest) ?? [],
      descendants: countDescendants(image.digest, children),
    })),
  };
}

function baseIn(image: KnownImage, index: ReadonlyMap<Digest, readonly KnownImage[]>, known: readonly KnownImage[]): Base | undefined {
  for (let layerCount = image.chainIds.length - 1; layerCount > 0; layerCount--) {
    const found = (index.get(image.chainIds[layerCount - 1]!) ?? []).filter(({ digest }) => digest !== image.digest);
    if (found.length > 0) return fromLayers(found, layerCount, image);
  }
  return fromLabels(image, known);
}

function fromLayers(found: readonly KnownImage[], layerCount: number, image: KnownImage): Base {
  const labelled = image.labels[BASE_NAME];
  const images = found.toSorted((a, b) => rank(b, labelled) - rank(a, labelled));
  return { name: nameOf(images[0]!, labelled), digest: images[0]!.digest, evidence: 'layers', layerCount, images };
}

/** A label that names the base that the label's owner has, too, was inherited from it: then it says nothing about this image. */
function fromLabels(image: KnownImage, known: readonly KnownImage[]): Base | undefined {
  const name = image.labels[BASE_NAME];
  const digest = image.labels[BASE_DIGEST];
  if (name === undefined && digest === undefined) return undefined;
  const images = known.filter((other) => other.digest === digest && other.digest !== image.digest);
  return {
    name: name ?? (images[0] === undefined ? digest! : nameOf(images[0], undefined)),
    digest: digest !== undefined && isDigest(digest) ? digest : undefined,
    evidence: 'label',
    layerCount: undefined,
    images,
  };
}

/** The best name of an image: what the label says if it is one of them, else the tag that says the most, a former one if it has no other. */
function nameOf(image: KnownImage, labelled: string | undefined): string {
  const names = (image.tags.length > 0 ? image.tags : image.formerTags).map(formatTagName);
  if (labelled !== undefined && names.includes(labelled)) return labelled;
  return names.toSorted((a, b) => numbersIn(b) - numbersIn(a) || (a < b ? -1 : 1))[0] ?? image.digest;
}

function rank({ tags, formerTags }: KnownImage, labelled: string | undefined): number {
  if ([...tags, ...formerTags].some((name) => formatTagName(name) === labelled)) return 3;
  return tags.length > 0 ? 2 : formerTags.length > 0 ? 1 : 0;
}

function numbersIn(name: string): number {
  return name.match(/\d+/g)?.length ?? 0;
}

/** Many images are asked about the same fleet: its index is made once. */
const indexes = new WeakMap<readonly KnownImage[], ReadonlyMap<Digest, readonly KnownImage[]>>();

function byTopChain(known: readonly KnownImage[]): ReadonlyMap<Digest, readonly KnownImage[]> {
  const made = indexes.get(known);
  if (made !== undefined) return made;
  const index = new Map<Digest, KnownImage[]>();
  indexes.set(known, index);
  for (const image of known) {
    const top = image.chainIds.at(-1);
    if (top === undefined) continue;
    const same = index.get(top);
    if (same === undefined) index.set(top, [image]);
    else if (same.every(({ digest }) => digest !== image.digest)) same.push(image);
  }
  return index;
}

/** Every descendant once, also where two bases with the same layers share it. */
function countDescendants(start: Digest, children: ReadonlyMap<Digest, readonly Digest[]>): number {
  const seen = new Set<Digest>([start]);
  const waiting = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const child of children.get(next) ?? []) {
      if (seen.has(child)) continue;
      seen.add(child);
      waiting.push(child);
    }
  }
  return seen.size - 1;
}
