import { emptyReply } from '../reply.ts';
import type { Route } from './route.ts';
import { uploadHeaders } from './upload-headers.ts';

/** Where an upload stands. */
export const getUpload: Route = {
  id: 'get-upload',
  methods: ['GET'],
  kind: 'uploads',
  action: 'UploadLayerPart',
  answer: ({ world, reference, repository }) => {
    const target = repository();
    return emptyReply(204, uploadHeaders(target.name, world.uploads.get(target, reference)));
  },
};
