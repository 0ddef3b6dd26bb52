import { emptyReply } from '../reply.ts';
import { completeUpload } from '../store/complete-upload.ts';
import type { Route } from './route.ts';

/** Ends an upload, with the last (or only) bytes in the body if there are any. */
export const putUpload: Route = {
  id: 'put-upload',
  methods: ['PUT'],
  kind: 'uploads',
  action: 'CompleteLayerUpload',
  answer: async ({ world, incoming, entry, reference, repository }) => {
    const target = repository();
    for await (const chunk of incoming.body) world.uploads.append(target, reference, chunk);
    const digest = await completeUpload(world, target, reference, incoming.query.get('digest') ?? '');
    entry.digest = digest;
    return emptyReply(201, { location: `/v2/${target.name}/blobs/${digest}`, 'docker-content-digest': digest });
  },
};
