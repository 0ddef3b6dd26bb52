import { OCI_INDEX } from '../store/manifest.ts';
import { textReply } from '../reply.ts';
import type { Route } from './route.ts';

/** What refers to a manifest (signatures, SBOMs), as an OCI index; empty if nothing does. */
export const listReferrers: Route = {
  id: 'list-referrers',
  methods: ['GET'],
  kind: 'referrers',
  action: 'BatchGetImage',
  answer: ({ reference, repository }) => {
    const manifests = [...repository().images.values()]
      .filter(({ subject }) => subject === reference)
      .map(({ mediaType, digest, bytes, artifactMediaType, annotations }) => ({
        mediaType,
        digest,
        size: bytes.byteLength,
        artifactType: artifactMediaType,
        annotations,
      }));
    return textReply(200, OCI_INDEX, JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
  },
};
