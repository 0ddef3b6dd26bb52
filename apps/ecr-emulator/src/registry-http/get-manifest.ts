import { isDigest } from '@plimsoll/model';
import { findImage } from '../store/repository.ts';
import { recordPull } from '../store/pull-time.ts';
import { manifestUnknown } from './registry-errors.ts';
import type { Route } from './route.ts';

/** A manifest as stored, by tag or digest. HEAD is no pull. */
export const getManifest: Route = {
  id: 'get-manifest',
  methods: ['GET', 'HEAD'],
  kind: 'manifests',
  action: 'BatchGetImage',
  answer: ({ world, incoming, entry, reference, repository }) => {
    const image = findImage(repository(), isDigest(reference) ? { imageDigest: reference } : { imageTag: reference });
    if (!image) throw manifestUnknown();
    entry.digest = image.digest;
    if (incoming.method === 'GET') recordPull(image, world.clock.now());
    return { status: 200, headers: { 'content-type': image.mediaType, 'docker-content-digest': image.digest }, body: image.bytes };
  },
};
