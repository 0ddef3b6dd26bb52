import { isDigest } from '@plimsoll/model';
import { emptyReply } from '../reply.ts';
import { deleteImage } from '../store/delete-image.ts';
import { manifestUnknown } from './registry-errors.ts';
import type { Route } from './route.ts';

/** Deletes a tag, or an image by its digest. */
export const deleteManifest: Route = {
  id: 'delete-manifest',
  methods: ['DELETE'],
  kind: 'manifests',
  action: 'BatchDeleteImage',
  answer: async ({ world, reference, repository }) => {
    const target = repository();
    const deleted = deleteImage(target, isDigest(reference) ? { imageDigest: reference } : { imageTag: reference });
    if (!deleted) throw manifestUnknown();
    await world.saved.keep(target);
    return emptyReply(202);
  },
};
