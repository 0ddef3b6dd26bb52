import { parseDigest } from '@plimsoll/model';
import { AwsError } from '../aws-error.ts';
import { layerNotFound, tagImmutable } from '../service-errors.ts';
import { sha256Hex } from '../sigv4.ts';
import { hasLayer } from './layers.ts';
import { parseManifest } from './manifest.ts';
import { addImage, type Repository, type StoredImage } from './repository.ts';

/** A manifest as a client pushes it. */
export interface PushedImage {
  readonly bytes: Uint8Array;
  readonly mediaType: string | undefined;
  readonly tag: string | undefined;
  /** The digest that the client says it has, if it says one. */
  readonly digest: string | undefined;
  readonly now: number;
}

/**
 * Adds a pushed image after all checks; pushing what is there already changes nothing.
 *
 * @returns isNew: false if the same image had the same tag
 * @throws AwsError ImageDigestDoesNotMatch, LayersNotFound, ReferencedImagesNotFound, ImageTagAlreadyExists, InvalidParameter (each + `Exception`)
 */
export function putImage(repository: Repository, pushed: PushedImage): { image: StoredImage; isNew: boolean } {
  const { bytes, tag, now } = pushed;
  const facts = parseManifest(bytes, pushed.mediaType);
  const digest = parseDigest(`sha256:${sha256Hex(bytes)}`);
  if (pushed.digest !== undefined && pushed.digest !== digest) {
    throw new AwsError(
      'ImageDigestDoesNotMatchException',
      `The image digest '${pushed.digest}' does not match the digest '${digest}' of the manifest`,
    );
  }
  const missingLayer = facts.blobs.find((blob) => !blob.isForeign && !hasLayer(repository, blob.digest));
  if (missingLayer) throw layerNotFound(missingLayer.digest, repository.name, repository.registryId);
  const missingChildren = facts.children.filter((child) => !repository.images.has(child));
  if (missingChildren.length > 0) {
    throw new AwsError(
      'ReferencedImagesNotFoundException',
      `Images with digests '${missingChildren.join(', ')}' required for pushing image into repository with name '${repository.name}' in the registry with id '${repository.registryId}' do not exist`,
    );
  }
  const tagged = tag === undefined ? undefined : repository.tags.get(tag)?.digest;
  const isNew = !(repository.images.has(digest) && (tag === undefined || tagged === digest));
  if (tag !== undefined && tagged !== undefined && tagged !== digest && repository.tagMutability === 'IMMUTABLE') {
    throw tagImmutable(tag, repository.name);
  }
  return { image: addImage(repository, { facts, digest, bytes, tag, now }), isNew };
}
