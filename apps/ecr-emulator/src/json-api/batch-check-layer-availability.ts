import { isDigest } from '@plimsoll/model';
import { z } from 'zod';
import { hasLayer } from '../store/layers.ts';
import { defineOperation, type JsonOutput, type Operation } from './operation.ts';
import { registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchCheckLayerAvailability.html */
export const batchCheckLayerAvailability: Operation = defineOperation({
  name: 'BatchCheckLayerAvailability',
  input: z.object({ registryId, repositoryName, layerDigests: z.array(z.string()).min(1).max(100) }),
  run: async (input, { world, key }) => {
    const repository = world.registry.get(key, input.repositoryName);
    const layers: JsonOutput[] = [];
    const failures: JsonOutput[] = [];
    for (const layerDigest of input.layerDigests) {
      if (!isDigest(layerDigest)) {
        failures.push({ layerDigest, failureCode: 'InvalidLayerDigest', failureReason: 'Invalid request parameters: layer digest' });
        continue;
      }
      const blob = hasLayer(repository, layerDigest) ? await world.blobs.find(layerDigest) : undefined;
      layers.push(
        blob
          ? { layerDigest, layerAvailability: 'AVAILABLE', layerSize: blob.sizeBytes, mediaType: 'application/octet-stream' }
          : { layerDigest, layerAvailability: 'UNAVAILABLE' },
      );
    }
    return { layers, failures };
  },
});
