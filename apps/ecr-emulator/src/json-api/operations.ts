import { batchCheckLayerAvailability } from './batch-check-layer-availability.ts';
import { batchDeleteImage } from './batch-delete-image.ts';
import { batchGetImage } from './batch-get-image.ts';
import { completeLayerUpload } from './complete-layer-upload.ts';
import { createRepository } from './create-repository.ts';
import { deleteRepository } from './delete-repository.ts';
import { describeImages } from './describe-images.ts';
import { describeRepositories } from './describe-repositories.ts';
import { getAuthorizationToken } from './get-authorization-token.ts';
import { getDownloadUrlForLayer } from './get-download-url-for-layer.ts';
import { initiateLayerUpload } from './initiate-layer-upload.ts';
import { listImages } from './list-images.ts';
import type { Operation } from './operation.ts';
import { putImage } from './put-image.ts';
import { setRepositoryPolicy } from './set-repository-policy.ts';
import { uploadLayerPart } from './upload-layer-part.ts';

/** Every operation of the JSON API. The order carries no meaning. */
export const operations: readonly Operation[] = [
  batchCheckLayerAvailability,
  batchDeleteImage,
  batchGetImage,
  completeLayerUpload,
  createRepository,
  deleteRepository,
  describeImages,
  describeRepositories,
  getAuthorizationToken,
  getDownloadUrlForLayer,
  initiateLayerUpload,
  listImages,
  putImage,
  setRepositoryPolicy,
  uploadLayerPart,
];
