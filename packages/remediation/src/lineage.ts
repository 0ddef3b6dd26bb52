import { type Digest, isDigest } from '@plimsoll/model';
import { formatTagName, indexImages, type KnownImage, type KnownImages } from './known-images.ts';

/** What an image was built on. */
export interface Base {
  /** `platform/nginx:1-20260711`; its digest if it has no tag. */
  readonly name: string;
  /** Undefined if only a label speaks of it, and names no digest. */
  readonly digest: Digest | undefined;
  /** The layers it shares, the provenance of its build, or a label that the builder left. */
  readonly evidence: 'layers' | 'provenance' | 'label';
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

/**
 * What an image is built on, from all that is known: the image with the longest chain of layers that is a proper beginning of its own. Where
 * no layers answer, its provenance is asked, and then its labels, which it may have inherited from its base.
 *
 * @param known may hold the image itself: an image is never its own base, nor is one with the very same layers
 */
export function baseOf(image: KnownImage, known: KnownImages): Base | undefined {
  for (let layerCount = image.chainIds.length - 1; layerCount > 0; layerCount--) {
    const found = known.endingWith(image.chainIds[layerCount - 1]!).filter(({ digest }) => digest !== image.digest);
    if (found.length > 0) return fromLayers(found, layerCount, image);
  }
  return fromMaterials(image, known) ?? fromLabels(image, known);
}

/** The whole graph. Images that are given twice are one. */
export function lineageOf(known: readonly KnownImage[]): Lineage {
  const images = [...new Map(known.map((image) => [image.digest, image])).values()];
  const index = indexImages(images);
  const bases = new Map(images.map((image) => [image.digest, baseOf(image, index)]));
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

function fromLayers(found: readonly KnownImage[], layerCount: number, image: KnownImage): Base {
  const labelled = image.labels[BASE_NAME];
  const stated = new Set(image.materials?.map(({ digest }) => digest));
  const rankOf = (one: KnownImage): number => (stated.has(one.digest) ? 4 : rank(one, labelled));
  const images = found.toSorted((a, b) => rankOf(b) - rankOf(a));
  return { name: nameOf(images[0]!, labelled), digest: images[0]!.digest, evidence: 'layers', layerCount, images };
}

/** The digests that an image is said to be built from, by provenance or label: who does not hold all images at hand has to fetch these. */
export function statedDigests(image: KnownImage): Digest[] {
  const label = labelledDigest(image);
  return [...(image.materials ?? []).map(({ digest }) => digest), ...(label === undefined ? [] : [label])];
}

function labelledDigest({ labels }: KnownImage): Digest | undefined {
  const digest = labels[BASE_DIGEST];
  return digest !== undefined && isDigest(digest) ? digest : undefined;
}

/**
 * Provenance lists what every stage of a build began with, and not which of them is the base. A known image with other layers is none; if
 * one is left, it is the base, else nobody knows. (An image from scratch that copies out of a single unknown one looks the same.)
 */
function fromMaterials(image: KnownImage, known: KnownImages): Base | undefined {
  const left = (image.materials ?? []).filter(
    ({ digest }) => digest !== image.digest && known.withDigest(digest).every((other) => isBeginning(other.chainIds, image.chainIds)),
  );
  const [material] = left;
  if (material === undefined || left.length > 1) return undefined;
  const images = known.withDigest(material.digest);
  return {
    name: images[0] === undefined ? material.name : nameOf(images[0], material.name),
    digest: material.digest,
    evidence: 'provenance',
    layerCount: images[0]?.chainIds.length,
    images,
  };
}

/** A chain id stands for all layers up to it. */
function isBeginning(chain: readonly Digest[], of: readonly Digest[]): boolean {
  return chain.length <= of.length && chain.at(-1) === of[chain.length - 1];
}

/** A label that names the base that the label's owner has, too, was inherited from it: then it says nothing about this image. */
function fromLabels(image: KnownImage, known: KnownImages): Base | undefined {
  const name = image.labels[BASE_NAME];
  const digest = image.labels[BASE_DIGEST];
  if (name === undefined && digest === undefined) return undefined;
  const images = digest === undefined ? [] : known.withDigest(digest).filter((other) => other.digest !== image.digest);
  return {
    name: name ?? (images[0] === undefined ? digest! : nameOf(images[0], undefined)),
    digest: labelledDigest(image),
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
