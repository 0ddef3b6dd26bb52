import { isDigest } from '@plimsoll/model';
import { headerOf, readBody } from '../incoming.ts';
import { emptyReply } from '../reply.ts';
import { MANIFEST_LIMIT_BYTES } from '../store/manifest.ts';
import { putImage } from '../store/put-image.ts';
import type { Route } from './route.ts';

/** Pushes a manifest, under a tag or by its digest. */
export const putManifest: Route = {
  id: 'put-manifest',
  methods: ['PUT'],
  kind: 'manifests',
  action: 'PutImage',
  answer: async ({ world, incoming, entry, reference, repository }) => {
    const target = repository();
    const bytes = await readBody(incoming, MANIFEST_LIMIT_BYTES);
    const named = isDigest(reference) ? { tag: undefined, digest: reference } : { tag: reference, digest: undefined };
    const { image } = putImage(target, { bytes, mediaType: headerOf(incoming, 'content-type'), ...named, now: world.clock.now() });
    entry.digest = image.digest;
    await world.saved.keep(target);
    return emptyReply(201, {
      location: `/v2/${target.name}/manifests/${image.digest}`,
      'docker-content-digest': image.digest,
      ...(image.subject === undefined ? {} : { 'oci-subject': image.subject }),
    });
  },
};
