import { AwsError } from '../aws-error.ts';
import { findImage, type ImageId, indexThatLists, removeImage, removeTag, type Repository, type StoredImage } from './repository.ts';

/**
 * Deletes by tag (the image stays while it has another one) or by digest (with all its tags).
 *
 * @returns the image; undefined if there was none
 * @throws AwsError ImageReferencedByManifestListException if an index lists it
 */
export function deleteImage(repository: Repository, id: ImageId): StoredImage | undefined {
  const image = findImage(repository, id);
  if (!image) return undefined;
  const goes = id.imageTag === undefined || image.tags.size === 1;
  const index = goes ? indexThatLists(repository, image.digest) : undefined;
  if (index !== undefined) {
    throw new AwsError('ImageReferencedByManifestListException', `Requested image referenced by manifest list: [${index}]`);
  }
  if (id.imageTag === undefined) removeImage(repository, image);
  else removeTag(repository, id.imageTag);
  return image;
}
