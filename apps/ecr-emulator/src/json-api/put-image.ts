import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { MANIFEST_LIMIT_BYTES } from '../store/manifest.ts';
import { putImage as store } from '../store/put-image.ts';
import { toImage } from './batch-get-image.ts';
import { defineOperation, type Operation } from './operation.ts';
import { layerDigest, registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
export const putImage: Operation = defineOperation({
  name: 'PutImage',
  input: z.object({
    registryId,
    repositoryName,
    imageManifest: z.string().min(1).max(MANIFEST_LIMIT_BYTES),
    imageManifestMediaType: z.string().optional(),
    imageTag: z.string().min(1).max(300).optional(),
    imageDigest: layerDigest.optional(),
  }),
  run: async (input, { world, key, entry }) => {
    const repository = world.registry.get(key, input.repositoryName);
    const { image, isNew } = store(repository, {
      bytes: Buffer.from(input.imageManifest),
      mediaType: input.imageManifestMediaType,
      tag: input.imageTag,
      digest: input.imageDigest,
      now: world.clock.now(),
    });
    entry.digest = image.digest;
    if (!isNew) {
      throw new AwsError(
        'ImageAlreadyExistsException',
        `Image with digest '${image.digest}' and tag '${input.imageTag ?? null}' already exists in the repository with name '${repository.name}' in registry with id '${key.registryId}'`,
      );
    }
    await world.saved.keep(repository);
    return { image: toImage(repository, image, { imageTag: input.imageTag }) };
  },
});
