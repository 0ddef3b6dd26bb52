import { isDigest, type Digest } from '@plimsoll/model';
import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { invalidParameter } from '../service-errors.ts';

/** What the registry needs to know of a manifest; the bytes themselves are kept and served as they came. */
export interface ManifestFacts {
  readonly mediaType: string;
  /** Media type of the config, or the artifact type. */
  readonly artifactMediaType: string | undefined;
  /** Config and layers, in that order; empty for an index. */
  readonly blobs: readonly BlobReference[];
  /** Manifests of an index. */
  readonly children: readonly Digest[];
  readonly subject: Digest | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

interface BlobReference {
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** Foreign layers are not in the registry. */
  readonly isForeign: boolean;
}

export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';

export const MANIFEST_LIMIT_BYTES = 4_194_304;

const digest = z.string().refine(isDigest);

const descriptor = z.object({
  mediaType: z.string().default('application/octet-stream'),
  digest,
  size: z.number().int().nonnegative(),
  urls: z.array(z.string()).optional(),
  artifactType: z.string().optional(),
});

const manifest = z.object({
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: descriptor.optional(),
  layers: z.array(descriptor).default([]),
  manifests: z.array(descriptor).optional(),
  subject: z.object({ digest }).optional(),
  annotations: z.record(z.string(), z.string()).default({}),
});

/**
 * Reads a manifest or index.
 *
 * @param givenMediaType what the client said it is; the manifest's own word is used without it
 * @throws AwsError InvalidParameterException
 */
export function parseManifest(bytes: Uint8Array, givenMediaType: string | undefined): ManifestFacts {
  if (bytes.byteLength > MANIFEST_LIMIT_BYTES) {
    throw invalidParameter('imageManifest', `Member must have length less than or equal to ${MANIFEST_LIMIT_BYTES}`);
  }
  const parsed = manifest.safeParse(parseJson(bytes));
  if (!parsed.success) throw invalidManifest();
  const { config, layers, manifests, subject, annotations } = parsed.data;
  const mediaType = givenMediaType ?? parsed.data.mediaType;
  if (mediaType === undefined) {
    throw new AwsError(
      'InvalidParameterException',
      "Invalid parameter at 'imageManifest' failed to satisfy constraint: 'image manifest mediatype not provided in manifest or parameter'",
    );
  }
  const blobs = [...(config ? [config] : []), ...layers].map((blob) => ({
    digest: blob.digest,
    sizeBytes: blob.size,
    mediaType: blob.mediaType,
    isForeign: blob.urls !== undefined && blob.urls.length > 0,
  }));
  return {
    mediaType,
    artifactMediaType: parsed.data.artifactType ?? config?.mediaType,
    blobs: manifests ? [] : blobs,
    children: manifests?.map((child) => child.digest) ?? [],
    subject: subject?.digest,
    annotations,
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw invalidManifest();
    throw error;
  }
}

function invalidManifest(): AwsError {
  return invalidParameter('imageManifest', 'Invalid JSON syntax or not an image manifest');
}
