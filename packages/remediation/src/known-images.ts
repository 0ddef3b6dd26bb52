import type { Digest } from '@plimsoll/model';
import { parseTag, type TagVersion } from './tag-line.ts';

/** A repository and its tag; a name that is neither keeps the whole of itself in `repository`, with an empty tag. */
export interface TagName {
  readonly repository: string;
  readonly tag: string;
}

/** An image that took part in the build of another, as its provenance says: what it is built on, or what a stage of the build began with. */
export interface Material {
  /** As a FROM line has it: `platform/node:20`. */
  readonly name: string;
  readonly digest: Digest;
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
  /** Each digest once; absent without provenance. */
  readonly materials?: readonly Material[];
  /** ISO 8601, as its configuration says; undefined if it does not. */
  readonly createdAt?: string;
}

/** A tag of now, and the image it points to. */
export interface KnownTag {
  /** `platform/nginx:1-20260711`. */
  readonly name: string;
  readonly image: KnownImage;
  /** Undefined for a tag without a version. */
  readonly version: TagVersion | undefined;
  /** Place among all tags, in the order in which the images were given. */
  readonly order: number;
}

/** All known images, found by what lineage asks: judging one image costs what its own layers and its base's tags cost, however many are known. */
export interface KnownImages {
  /** Images whose last layer ends this chain: they have exactly its layers. Each digest once. */
  endingWith(chainId: Digest): readonly KnownImage[];
  withDigest(digest: string): readonly KnownImage[];
  /** Tags of this name: `platform/nginx:1`. */
  named(name: string): readonly KnownTag[];
  /** Tags of a repository that are of the line of `version`. */
  ofLine(repository: string, version: TagVersion): readonly KnownTag[];
}

/** `platform/nginx:1-20260711`. */
export function formatTagName({ repository, tag }: TagName): string {
  return tag === '' ? repository : `${repository}:${tag}`;
}

/** Builds the index: one pass. Every answer keeps the order in which the images were given. */
export function indexImages(images: readonly KnownImage[]): KnownImages {
  const byTop = new Map<string, Map<Digest, KnownImage>>();
  const byDigest = new Map<string, KnownImage[]>();
  const byName = new Map<string, KnownTag[]>();
  const byLine = new Map<string, KnownTag[]>();
  let order = 0;
  for (const image of images) {
    push(byDigest, image.digest, image);
    const top = image.chainIds.at(-1);
    if (top !== undefined) {
      const same = byTop.get(top) ?? new Map<Digest, KnownImage>();
      if (!same.has(image.digest)) byTop.set(top, same.set(image.digest, image));
    }
    for (const tag of image.tags) {
      const known = { name: formatTagName(tag), image, version: parseTag(tag.tag), order: order++ };
      push(byName, known.name, known);
      if (known.version !== undefined) push(byLine, lineKey(tag.repository, known.version), known);
    }
  }
  return {
    endingWith: (chainId) => [...(byTop.get(chainId)?.values() ?? [])],
    withDigest: (digest) => byDigest.get(digest) ?? [],
    named: (name) => byName.get(name) ?? [],
    ofLine: (repository, version) => byLine.get(lineKey(repository, version)) ?? [],
  };
}

function lineKey(repository: string, { line }: TagVersion): string {
  return `${repository}\0${line}`;
}

function push<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [value]);
  else list.push(value);
}
