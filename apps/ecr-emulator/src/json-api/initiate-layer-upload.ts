import { z } from 'zod';
import { defineOperation, type Operation } from './operation.ts';
import { registryId, repositoryName } from './parameters.ts';

const PART_BYTES = 10_485_760;

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_InitiateLayerUpload.html */
export const initiateLayerUpload: Operation = defineOperation({
  name: 'InitiateLayerUpload',
  input: z.object({ registryId, repositoryName }),
  run: (input, { world, key }) => {
    const upload = world.uploads.start(world.registry.get(key, input.repositoryName));
    return { uploadId: upload.id, partSize: PART_BYTES };
  },
});
