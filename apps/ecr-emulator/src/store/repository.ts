import type { Digest } from '@plimsoll/model';
import type { Policy } from '../iam/policy.ts';
import type { ManifestFacts } from './manifest.ts';

/** How the API names an image: by digest, by tag, or by both, which must then agree. */
export interface ImageId {
  readonly imageDigest?: string | undefined;
  readonly imageTag?: string | undefined;
}

export interface StoredImage extends ManifestFacts {
  readonly digest: Digest;
  /** Exactly as pushed. */
  readonly bytes: Uint8Array;
  readonly pushedAt: number;
  /** Grows by one with each image and tag of the repository: the order of lists, and the position that page tokens name. */
  readonly sequence: number;
  /** In order of tagging; empty for an untagged image. */
  readonly tags: Set<string>;
  pulledAt: number | undefined;
}

/** A tag with its place in lists; it keeps it when it moves to another image. */
interface StoredTag {
  readonly tag: string;
  readonly digest: Digest;
  readonly sequence: number;
}

export type TagMutability = 'MUTABLE' | 'IMMUTABLE';

export interface Repository {
  readonly name: string;
  readonly registryId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly sequence: number;
  tagMutability: TagMutability;
  /** The repository policy with its text as set; undefined without one. */
  policy: { readonly text: string; readonly statements: Policy } | undefined;
  readonly images: Map<string, StoredImage>;
  readonly tags: Map<string, StoredTag>;
  /** Blobs that images refer to, with the number of images. */
  readonly referenced: Map<Digest, number>;
  /** Blobs that were uploaded here. */
  readonly uploaded: Set<Digest>;
  nextSequence: number;
}

/** The image that an id names; undefined if there is none, or if tag and digest disagree. */
export function findImage(repository: Repository, id: ImageId): StoredImage | undefined {
  const byTag = id.imageTag === undefined ? undefined : repository.tags.get(id.imageTag)?.digest;
  if (id.imageTag !== undefined && byTag === undefined) return undefined;
  const digest = id.imageDigest ?? byTag;
  const image = digest === undefined ? undefined : repository.images.get(digest);
  return image !== undefined && byTag !== undefined && byTag !== image.digest ? undefined : image;
}

/** Stored size as the API reports it: config and layers; for an index that of its largest child. */
export function sizeOf(repository: Repository, image: StoredImage): number {
  if (image.children.length === 0) return image.blobs.reduce((sum, blob) => sum + blob.sizeBytes, 0);
  return Math.max(
    0,
    ...image.children.map((child) => {
      const stored = repository.images.get(child);
      return stored && stored.children.length === 0 ? sizeOf(repository, stored) : 0;
    }),
  );
}

/** Adds an image, or tags one that is there. A tag that named another image leaves it. */
export function addImage(
  repository: Repository,
  image: { facts: ManifestFacts; digest: Digest; bytes: Uint8Array; tag: string | undefined; now: number },
): StoredImage {
  const stored = repository.images.get(image.digest) ?? insert(repository, image);
  if (image.tag !== undefined) {
    const previous = repository.tags.get(image.tag);
    if (previous !== undefined && previous.digest !== image.digest) repository.images.get(previous.digest)?.tags.delete(image.tag);
    const sequence = previous?.sequence ?? repository.nextSequence++;
    repository.tags.set(image.tag, { tag: image.tag, digest: image.digest, sequence });
    stored.tags.add(image.tag);
  }
  return stored;
}

/** Removes a tag, and the image with it if that was its last one. */
export function removeTag(repository: Repository, tag: string): void {
  const digest = repository.tags.get(tag)?.digest;
  const image = digest === undefined ? undefined : repository.images.get(digest);
  repository.tags.delete(tag);
  image?.tags.delete(tag);
  if (image && image.tags.size === 0) removeImage(repository, image);
}

/** Removes an image with all its tags. */
export function removeImage(repository: Repository, image: StoredImage): void {
  for (const tag of image.tags) repository.tags.delete(tag);
  repository.images.delete(image.digest);
  for (const { digest } of image.blobs) {
    const rest = (repository.referenced.get(digest) ?? 1) - 1;
    if (rest > 0) repository.referenced.set(digest, rest);
    else repository.referenced.delete(digest);
  }
}

/** The digest of an index of the repository that lists the image, if there is one. */
export function indexThatLists(repository: Repository, digest: Digest): Digest | undefined {
  return repository.images.values().find(({ children }) => children.includes(digest))?.digest;
}

function insert(
  repository: Repository,
  { facts, digest, bytes, now }: { facts: ManifestFacts; digest: Digest; bytes: Uint8Array; now: number },
): StoredImage {
  const image: StoredImage = {
    ...facts,
    digest,
    bytes,
    pushedAt: now,
    sequence: repository.nextSequence++,
    tags: new Set(),
    pulledAt: undefined,
  };
  repository.images.set(digest, image);
  for (const blob of facts.blobs) repository.referenced.set(blob.digest, (repository.referenced.get(blob.digest) ?? 0) + 1);
  return image;
}
