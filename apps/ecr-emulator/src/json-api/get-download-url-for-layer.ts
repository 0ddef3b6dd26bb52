import { z } from 'zod';
import { requireLayer } from '../store/layers.ts';
import { defineOperation, type Operation } from './operation.ts';
import { layerDigest, registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html */
export const getDownloadUrlForLayer: Operation = defineOperation({
  name: 'GetDownloadUrlForLayer',
  input: z.object({ registryId, repositoryName, layerDigest }),
  run: (input, { world, key, entry }) => {
    entry.digest = input.layerDigest;
    const digest = requireLayer(world.registry.get(key, input.repositoryName), input.layerDigest);
    return { downloadUrl: world.layerUrls.sign(key.region, digest), layerDigest: digest };
  },
});
