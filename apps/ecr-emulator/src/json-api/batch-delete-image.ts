import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { deleteImage } from '../store/delete-image.ts';
import { failureOf } from './batch-get-image.ts';
import { defineOperation, type JsonOutput, type Operation } from './operation.ts';
import { imageIds, registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html */
export const batchDeleteImage: Operation = defineOperation({
  name: 'BatchDeleteImage',
  input: z.object({ registryId, repositoryName, imageIds }),
  run: async (input, { world, key }) => {
    const repository = world.registry.get(key, input.repositoryName);
    const deleted: JsonOutput[] = [];
    const failures: JsonOutput[] = [];
    for (const id of input.imageIds) {
      const failure = failureOf(repository, id);
      if (failure) {
        failures.push({ imageId: id, ...failure });
        continue;
      }
      try {
        const image = deleteImage(repository, id);
        if (image) deleted.push({ imageDigest: image.digest, imageTag: id.imageTag });
        else failures.push({ imageId: id, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' });
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ImageReferencedByManifestListException') throw error;
        failures.push({ imageId: id, failureCode: 'ImageReferencedByManifestList', failureReason: error.message });
      }
    }
    await world.saved.keep(repository);
    return { imageIds: deleted, failures };
  },
});
