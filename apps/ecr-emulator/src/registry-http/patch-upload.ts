import { AwsError } from '../aws-error.ts';
import { headerOf } from '../incoming.ts';
import { emptyReply } from '../reply.ts';
import type { Route } from './route.ts';
import { uploadHeaders } from './upload-headers.ts';

/** Adds bytes, chunked or with a length. Amazon answers 201 where the specification says 202. */
export const patchUpload: Route = {
  id: 'patch-upload',
  methods: ['PATCH'],
  kind: 'uploads',
  action: 'UploadLayerPart',
  answer: async ({ world, incoming, reference, repository }) => {
    const target = repository();
    const start = /^(?:bytes )?(\d{1,15})-/.exec(headerOf(incoming, 'content-range') ?? '')?.[1];
    const { receivedBytes } = world.uploads.get(target, reference);
    if (start !== undefined && Number(start) !== receivedBytes) {
      throw new AwsError('InvalidLayerPartException', `the part starts at byte ${start}, but ${receivedBytes} bytes were received`);
    }
    for await (const chunk of incoming.body) world.uploads.append(target, reference, chunk);
    return emptyReply(201, uploadHeaders(target.name, world.uploads.get(target, reference)));
  },
};
