import { createHash } from 'node:crypto';
import { BatchGetImageCommand, type BatchGetImageCommandOutput, type ImageIdentifier } from '@aws-sdk/client-ecr';
import { mediaTypes, type StoredManifest } from '@plimsoll/image';
import { type Digest, parseDigest, PlimsollError } from '@plimsoll/model';
import type { EcrSender } from './client.ts';

/** All that we can be given: with less, ECR converts what a tag names. */
const ACCEPTED: string[] = [
  mediaTypes.ociIndex,
  mediaTypes.ociManifest,
  mediaTypes.dockerManifest,
  mediaTypes.dockerIndex,
  mediaTypes.dockerSchema1,
  mediaTypes.dockerSchema1Signed,
];

/** Up to 100 are allowed, and a manifest may have 4 MiB. */
const BATCH = 25;

export interface ManifestFailure {
  readonly digest: Digest;
  /** `ImageNotFound`: deleted since it was listed; others as ECR names them. */
  readonly code: string;
  readonly reason: string;
}

export interface Manifests {
  readonly found: readonly StoredManifest[];
  readonly failures: readonly ManifestFailure[];
}

/**
 * Manifests by digest, verified over the exact bytes. A digest that ECR does not give is a failure beside the others, never an error of all.
 *
 * @throws PlimsollError PERMISSION_DENIED, REPOSITORY_NOT_FOUND, ...
 */
export async function fetchManifests(
  sender: EcrSender,
  repository: string,
  digests: readonly Digest[],
  signal?: AbortSignal,
): Promise<Manifests> {
  const found: StoredManifest[] = [];
  const failures: ManifestFailure[] = [];
  for (let start = 0; start < digests.length; start += BATCH) {
    const batch = digests.slice(start, start + BATCH);
    const output = await batchGet(
      sender,
      repository,
      batch.map((imageDigest) => ({ imageDigest })),
      signal,
    );
    const answered = new Set<string>();
    for (const { imageId, imageManifest, imageManifestMediaType } of output.images ?? []) {
      const digest = batch.find((wanted) => wanted === imageId?.imageDigest);
      if (digest === undefined || imageManifest === undefined || answered.has(digest)) continue;
      answered.add(digest);
      const bytes = Buffer.from(imageManifest);
      const problem = isSchema1(imageManifestMediaType) ? undefined : mismatch(bytes, digest);
      if (problem === undefined) found.push({ mediaType: imageManifestMediaType ?? '', digest, bytes });
      else failures.push({ digest, code: 'DigestMismatch', reason: problem });
    }
    for (const { imageId, failureCode, failureReason } of output.failures ?? []) {
      const digest = batch.find((wanted) => wanted === imageId?.imageDigest);
      if (digest === undefined || answered.has(digest)) continue;
      answered.add(digest);
      failures.push({ digest, code: failureCode ?? 'Unknown', reason: failureReason ?? 'no reason given' });
    }
    for (const digest of batch) {
      if (!answered.has(digest)) failures.push({ digest, code: 'NotAnswered', reason: 'ECR left it out of its answer' });
    }
  }
  return { found, failures };
}

/** What a tag names, fetched by digest if ECR converted it. @throws PlimsollError IMAGE_NOT_FOUND, DIGEST_MISMATCH */
export async function fetchTaggedManifest(sender: EcrSender, repository: string, tag: string): Promise<StoredManifest> {
  const { images, failures } = await batchGet(sender, repository, [{ imageTag: tag }]);
  const [image] = images ?? [];
  if (image?.imageManifest === undefined || image.imageId?.imageDigest === undefined) {
    throw new PlimsollError(
      'IMAGE_NOT_FOUND',
      `${repository} has no tag ${JSON.stringify(tag)}: ${failures?.[0]?.failureReason ?? 'ECR gave no image'}`,
    );
  }
  const digest = parseDigest(image.imageId.imageDigest);
  const bytes = Buffer.from(image.imageManifest);
  if (mismatch(bytes, digest) === undefined) return { mediaType: image.imageManifestMediaType ?? '', digest, bytes };
  return fetchManifest(sender, repository, digest);
}

/** One manifest by digest. @throws PlimsollError IMAGE_NOT_FOUND, DIGEST_MISMATCH */
export async function fetchManifest(sender: EcrSender, repository: string, digest: Digest): Promise<StoredManifest> {
  const { found, failures } = await fetchManifests(sender, repository, [digest]);
  if (found[0] !== undefined) return found[0];
  const [failure] = failures;
  const code = failure?.code === 'DigestMismatch' ? 'DIGEST_MISMATCH' : 'IMAGE_NOT_FOUND';
  throw new PlimsollError(code, `${repository}@${digest}: ${failure?.reason ?? 'not given'}`);
}

function batchGet(
  sender: EcrSender,
  repositoryName: string,
  imageIds: ImageIdentifier[],
  signal?: AbortSignal,
): Promise<BatchGetImageCommandOutput> {
  return sender.send(
    'BatchGetImage',
    (client) =>
      client.send(
        new BatchGetImageCommand({ repositoryName, imageIds, acceptedMediaTypes: ACCEPTED }),
        signal === undefined ? {} : { abortSignal: signal },
      ),
    signal,
  );
}

/** Its digest leaves the signatures out, which are part of the bytes. */
function isSchema1(mediaType: string | undefined): boolean {
  return mediaType === mediaTypes.dockerSchema1Signed;
}

function mismatch(bytes: Uint8Array, digest: Digest): string | undefined {
  const actual = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return actual === digest ? undefined : `its bytes have the digest ${actual}`;
}
