import { emptyReply } from '../reply.ts';
import { requireLayer } from '../store/layers.ts';
import type { Route } from './route.ts';

/** Sends the client to the layer host, where its Authorization must not go along. */
export const getBlob: Route = {
  id: 'get-blob',
  methods: ['GET'],
  kind: 'blobs',
  action: 'GetDownloadUrlForLayer',
  answer: ({ world, entry, key, reference, repository }) => {
    entry.digest = reference;
    const digest = requireLayer(repository(), reference);
    return emptyReply(307, { location: world.layerUrls.sign(key.region, digest), 'docker-content-digest': digest });
  },
};
