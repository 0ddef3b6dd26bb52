import { AwsError } from './aws-error.ts';
import type { ImageId } from './store/repository.ts';

/** The texts of Amazon ECR's own errors, word for word. */
export function repositoryNotFound(name: string, registryId: string): AwsError {
  return new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registryId}'`,
  );
}

export function repositoryExists(name: string, registryId: string): AwsError {
  return new AwsError(
    'RepositoryAlreadyExistsException',
    `The repository with name '${name}' already exists in the registry with id '${registryId}'`,
  );
}

export function imageNotFound(id: ImageId, name: string, registryId: string): AwsError {
  return new AwsError(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${id.imageDigest ?? null}', imageTag:'${id.imageTag ?? null}'} does not exist within ` +
      `the repository with name '${name}' in the registry with id '${registryId}'`,
  );
}

export function layerNotFound(digest: string, name: string, registryId: string): AwsError {
  return new AwsError(
    'LayersNotFoundException',
    `The layer with digest '${digest}' does not exist within the repository with name '${name}' in the registry with id '${registryId}'`,
  );
}

/** Uploaded, but no image refers to it. Amazon's wording is not public: clients go by the code. */
export function layerInaccessible(digest: string, name: string): AwsError {
  return new AwsError(
    'LayerInaccessibleException',
    `The layer with digest '${digest}' in the repository '${name}' is not part of an image`,
  );
}

export function invalidParameter(member: string, rule: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid parameter at '${member}' failed to satisfy constraint: '${rule}'`);
}

export function tagImmutable(tag: string, name: string): AwsError {
  return new AwsError(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the repository is immutable.`,
  );
}

export function uploadNotFound(uploadId: string, name: string, registryId: string): AwsError {
  return new AwsError(
    'UploadNotFoundException',
    `The upload with id '${uploadId}' does not exist within the repository with name '${name}' in the registry with id '${registryId}'`,
  );
}

/** The JSON API says it with HTTP 400 by default, the registry with 429. */
export function throttled(status: number, retryAfterSeconds: number | undefined): AwsError {
  return new AwsError('ThrottlingException', 'Rate exceeded', { status, retryAfterSeconds });
}
