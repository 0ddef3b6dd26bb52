import { z } from 'zod';
import { findImage, type ImageId, type Repository, type StoredImage } from '../store/repository.ts';
import { recordPull } from '../store/pull-time.ts';
import { defineOperation, type JsonOutput, type Operation } from './operation.ts';
import { imageIds, registryId, repositoryName } from './parameters.ts';

/**
 * Manifests as stored: nothing is converted, whatever media types are accepted.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html
 */
export const batchGetImage: Operation = defineOperation({
  name: 'BatchGetImage',
  input: z.object({ registryId, repositoryName, imageIds, acceptedMediaTypes: z.array(z.string()).min(1).max(100).optional() }),
  run: (input, { world, key, entry }) => {
    const repository = world.registry.get(key, input.repositoryName);
    const images: JsonOutput[] = [];
    const failures: JsonOutput[] = [];
    for (const id of input.imageIds) {
      const failure = failureOf(repository, id);
      const image = failure ? undefined : findImage(repository, id);
      if (image) {
        recordPull(image, world.clock.now());
        entry.digest = image.digest;
        images.push(toImage(repository, image, id));
      } else failures.push({ imageId: id, ...(failure ?? NOT_FOUND) });
    }
    return { images, failures };
  },
});

interface Failure {
  readonly failureCode: string;
  readonly failureReason: string;
}

const NOT_FOUND: Failure = { failureCode: 'ImageNotFound', failureReason: 'Requested image not found' };

const DIGEST = /^[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+$/;

/** What is wrong with the id itself, or with the two names together; undefined if it may be looked up. */
export function failureOf(repository: Repository, id: ImageId): Failure | undefined {
  if (id.imageDigest === undefined && id.imageTag === undefined) {
    return { failureCode: 'MissingDigestAndTag', failureReason: 'Invalid request parameters: both tag and digest cannot be null' };
  }
  if (id.imageDigest !== undefined && !DIGEST.test(id.imageDigest)) {
    return {
      failureCode: 'InvalidImageDigest',
      failureReason: "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
    };
  }
  if (id.imageTag !== undefined && (id.imageTag === '' || id.imageTag.length > 300)) {
    return { failureCode: 'InvalidImageTag', failureReason: 'Invalid request parameters: image tag must have 1 to 300 characters' };
  }
  const tagged = id.imageTag === undefined ? undefined : repository.tags.get(id.imageTag)?.digest;
  if (tagged !== undefined && id.imageDigest !== undefined && tagged !== id.imageDigest) {
    return { failureCode: 'ImageTagDoesNotMatchDigest', failureReason: 'Requested image tag does not match the image digest' };
  }
  return undefined;
}

/** An image with its manifest, byte for byte, under the name it was asked by. */
export function toImage(repository: Repository, image: StoredImage, id: ImageId): JsonOutput {
  return {
    registryId: repository.registryId,
    repositoryName: repository.name,
    imageId: { imageDigest: image.digest, imageTag: id.imageTag },
    imageManifest: new TextDecoder('utf-8', { ignoreBOM: true }).decode(image.bytes),
    imageManifestMediaType: image.mediaType,
  };
}
