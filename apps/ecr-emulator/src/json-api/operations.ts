import { batchGetImage } from './batch-get-image.ts';
import { describeImages } from './describe-images.ts';
import { describeRepositories } from './describe-repositories.ts';
import { getAuthorizationToken } from './get-authorization-token.ts';
import { getDownloadUrlForLayer } from './get-download-url-for-layer.ts';
import type { Operation } from './operation.ts';

/** Every operation of the JSON API. The order carries no meaning. */
export const operations: readonly Operation[] = [
  batchGetImage,
  describeImages,
  describeRepositories,
  getAuthorizationToken,
  getDownloadUrlForLayer,
];
