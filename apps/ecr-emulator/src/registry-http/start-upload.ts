import { emptyReply } from '../reply.ts';
import type { Route } from './route.ts';
import { uploadHeaders } from './upload-headers.ts';

/** Starts an upload. Mounting a blob of another repository is off, as it is on Amazon by default: the client uploads instead. */
export const startUpload: Route = {
  id: 'start-upload',
  methods: ['POST'],
  kind: 'uploads',
  action: 'InitiateLayerUpload',
  answer: ({ world, repository }) => {
    const target = repository();
    return emptyReply(202, uploadHeaders(target.name, world.uploads.start(target)));
  },
};
