import type { Check } from '../check.ts';

/** What `latest` is changes under those who use it. */
export const latestTag: Check = {
  id: 'latest-tag',
  title: 'The image has a tag that says its version',
  remedy: 'Tag the image with its version and refer to it by that, or by digest.',
  severity: 'low',
  urls: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  run: ({ tag }) => {
    if (tag === undefined) return [{ status: 'unknown', message: 'It is not known by which tag the image is used' }];
    return tag === 'latest' ? [{ message: 'The image is used by the tag latest', evidence: ['latest'], origin: 'application' }] : [];
  },
};
