import { isDigest, type Digest } from '@plimsoll/model';
import { layerInaccessible, layerNotFound } from '../service-errors.ts';
import type { Repository } from './repository.ts';

/**
 * A blob that an image of the repository refers to: only such ones can be downloaded.
 *
 * @throws AwsError LayersNotFoundException; LayerInaccessibleException if it was uploaded, but no image holds it
 */
export function requireLayer(repository: Repository, digest: string): Digest {
  if (isDigest(digest)) {
    if (repository.referenced.has(digest)) return digest;
    if (repository.uploaded.has(digest)) throw layerInaccessible(digest, repository.name);
  }
  throw layerNotFound(digest, repository.name, repository.registryId);
}

/** True if the repository has the blob, in an image or only uploaded. */
export function hasLayer(repository: Repository, digest: Digest): boolean {
  return repository.referenced.has(digest) || repository.uploaded.has(digest);
}
