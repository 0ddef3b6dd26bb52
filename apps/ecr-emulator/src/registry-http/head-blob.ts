import { isDigest } from '@plimsoll/model';
import { emptyReply } from '../reply.ts';
import { layerNotFound } from '../service-errors.ts';
import { hasLayer } from '../store/layers.ts';
import type { Route } from './route.ts';

/** Is the blob here? Needs a permission that readers of images usually lack. */
export const headBlob: Route = {
  id: 'head-blob',
  methods: ['HEAD'],
  kind: 'blobs',
  action: 'BatchCheckLayerAvailability',
  answer: async ({ world, entry, key, reference, repository }) => {
    entry.digest = reference;
    const target = repository();
    const blob = isDigest(reference) && hasLayer(target, reference) ? await world.blobs.find(reference) : undefined;
    if (!blob) throw layerNotFound(reference, target.name, key.registryId);
    return emptyReply(200, {
      'content-type': 'application/octet-stream',
      'content-length': String(blob.sizeBytes),
      'docker-content-digest': reference,
    });
  },
};
