import { isDigest } from '@plimsoll/model';
import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { completeUpload } from '../store/complete-upload.ts';
import { hasLayer } from '../store/layers.ts';
import { defineOperation, type Operation } from './operation.ts';
import { layerDigest, registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CompleteLayerUpload.html */
export const completeLayerUpload: Operation = defineOperation({
  name: 'CompleteLayerUpload',
  input: z.object({ registryId, repositoryName, uploadId: z.string(), layerDigests: z.array(layerDigest).min(1).max(100) }),
  run: async (input, { world, key, entry }) => {
    const repository = world.registry.get(key, input.repositoryName);
    const expected = input.layerDigests[0] ?? '';
    world.uploads.get(repository, input.uploadId);
    if (isDigest(expected) && hasLayer(repository, expected)) {
      throw new AwsError(
        'LayerAlreadyExistsException',
        `Layer with digest '${expected}' already exists in the repository with name '${repository.name}' in registry with id '${key.registryId}'`,
      );
    }
    const digest = await completeUpload(world, repository, input.uploadId, expected);
    entry.digest = digest;
    return { registryId: key.registryId, repositoryName: repository.name, uploadId: input.uploadId, layerDigest: digest };
  },
});
