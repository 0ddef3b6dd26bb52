import { AwsError } from '../aws-error.ts';
import { type Reply, textReply } from '../reply.ts';

/** How the registry says what the API calls by another name. */
const REGISTRY_FORM: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  AccessDeniedException: { code: 'DENIED', status: 403 },
  RepositoryNotFoundException: { code: 'NAME_UNKNOWN', status: 404 },
  ImageNotFoundException: { code: 'MANIFEST_UNKNOWN', status: 404 },
  LayersNotFoundException: { code: 'BLOB_UNKNOWN', status: 404 },
  LayerInaccessibleException: { code: 'BLOB_UNKNOWN', status: 404 },
  UploadNotFoundException: { code: 'BLOB_UPLOAD_UNKNOWN', status: 404 },
  InvalidLayerException: { code: 'DIGEST_INVALID', status: 400 },
  InvalidLayerPartException: { code: 'BLOB_UPLOAD_INVALID', status: 416 },
  EmptyUploadException: { code: 'BLOB_UPLOAD_INVALID', status: 400 },
  ImageDigestDoesNotMatchException: { code: 'DIGEST_INVALID', status: 400 },
  ReferencedImagesNotFoundException: { code: 'MANIFEST_BLOB_UNKNOWN', status: 400 },
  ImageReferencedByManifestListException: { code: 'DENIED', status: 403 },
  ImageTagAlreadyExistsException: { code: 'TAG_INVALID', status: 400 },
  InvalidParameterException: { code: 'MANIFEST_INVALID', status: 400 },
  ThrottlingException: { code: 'TOOMANYREQUESTS', status: 429 },
  UnsupportedException: { code: 'UNSUPPORTED', status: 405 },
  LimitExceededException: { code: 'DENIED', status: 403 },
  NotFoundException: { code: 'NOT_FOUND', status: 404 },
};

/** An error in the registry's envelope; 401 is plain text with the challenge. */
export function registryFailure(error: unknown, host: string): Reply {
  if (error instanceof AwsError && error.code === 'Unauthorized') {
    return textReply(401, 'text/plain; charset=utf-8', 'Not Authorized\n', {
      'docker-distribution-api-version': 'registry/2.0',
      'www-authenticate': `Basic realm="https://${host}/",service="ecr.amazonaws.com"`,
    });
  }
  const form = error instanceof AwsError ? REGISTRY_FORM[error.code] : undefined;
  const { code, status } = form ?? { code: 'UNKNOWN', status: 500 };
  const message = error instanceof AwsError ? error.message : 'Internal server error';
  const retryAfter = error instanceof AwsError && error.retryAfterSeconds !== undefined ? String(error.retryAfterSeconds) : undefined;
  return textReply(status, 'application/json; charset=utf-8', JSON.stringify({ errors: [{ code, message }] }), {
    'docker-distribution-api-version': 'registry/2.0',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  });
}

export function manifestUnknown(): AwsError {
  return new AwsError('ImageNotFoundException', 'Requested image not found');
}
