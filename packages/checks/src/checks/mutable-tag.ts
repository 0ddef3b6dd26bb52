import type { Check } from '../check.ts';

/** A tag that can be moved can be moved by somebody else. */
export const mutableTag: Check = {
  id: 'mutable-tag',
  title: 'Tags of the repository cannot be moved',
  remedy: 'Switch tag immutability on for the repository, or refer to images by digest.',
  severity: 'low',
  urls: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html'],
  run: ({ tag, mutableTags }) => {
    if (tag === '') return [];
    if (mutableTags === undefined) return [{ status: 'unknown', message: 'It is not known whether the registry lets tags be moved' }];
    return mutableTags ? [{ message: 'The registry lets the tags of this repository be moved', origin: 'application' }] : [];
  },
};
