import { type Digest, isDigest, PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import { mediaTypes } from './media-types.ts';
import type { Descriptor } from './source.ts';

/** One image for one platform, or an artifact in the shape of one: a configuration and layers. */
export interface ImageManifest {
  readonly kind: 'image';
  readonly mediaType: string;
  readonly artifactType?: string;
  readonly config: Descriptor;
  /** In the order in which they are applied. */
  readonly layers: readonly Descriptor[];
  /** What it is about: the image that a signature signs. */
  readonly subject?: Descriptor;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A list of manifests: one image for several platforms, with attestations beside them. */
export interface ImageIndex {
  readonly kind: 'index';
  readonly mediaType: string;
  readonly artifactType?: string;
  readonly manifests: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations: Readonly<Record<string, string>>;
}

export type Manifest = ImageManifest | ImageIndex;

const MAX_CHILDREN = 10_000;

const annotationsSchema = z.record(z.string(), z.string());

const descriptorSchema = z
  .object({
    mediaType: z.string().default(''),
    digest: z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'is not a sha256 digest'),
    size: z.int().nonnegative(),
    platform: z.object({ os: z.string(), architecture: z.string(), variant: z.string().optional() }).nullish(),
    annotations: annotationsSchema.nullish(),
    artifactType: z.string().optional(),
  })
  .transform(({ mediaType, digest, size, platform, annotations, artifactType }): Descriptor => ({
    mediaType,
    digest,
    sizeBytes: size,
    ...(platform
      ? { platform: { os: platform.os, architecture: platform.architecture, ...(platform.variant ? { variant: platform.variant } : {}) } }
      : {}),
    ...(annotations ? { annotations } : {}),
    ...(artifactType ? { artifactType } : {}),
  }));

const manifestSchema = z.object({
  schemaVersion: z.int().optional(),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: descriptorSchema.optional(),
  layers: z.array(descriptorSchema).max(MAX_CHILDREN).nullish(),
  manifests: z.array(descriptorSchema).max(MAX_CHILDREN).nullish(),
  subject: descriptorSchema.nullish(),
  annotations: annotationsSchema.nullish(),
});

const SCHEMA_1: ReadonlySet<string> = new Set([mediaTypes.dockerSchema1, mediaTypes.dockerSchema1Signed]);

/**
 * Reads an image manifest or an index, OCI or Docker.
 *
 * @param mediaType as the registry or the parent states it; without one, the document's own, or its shape, decides
 * @throws PlimsollError UNSUPPORTED_MEDIA_TYPE for Docker's schema 1; INVALID_MANIFEST for anything that is neither, or both
 * @see https://github.com/opencontainers/image-spec/blob/main/manifest.md
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 */
export function parseManifest(bytes: Uint8Array, mediaType?: string): Manifest {
  const { data, error } = manifestSchema.safeParse(parseJson(bytes));
  if (SCHEMA_1.has(mediaType ?? '') || data?.schemaVersion === 1) {
    throw new PlimsollError('UNSUPPORTED_MEDIA_TYPE', 'the manifest has Docker schema 1, which states neither sizes nor a configuration', {
      hint: 'push the image again with a current client: it will be stored as an OCI or Docker schema 2 manifest',
    });
  }
  if (data === undefined) throw new PlimsollError('INVALID_MANIFEST', `the manifest is malformed: ${firstIssue(error)}`);

  const { config, layers, manifests } = data;
  // A document with the members of both would be one image for us and another for the next client (CVE-2021-41190).
  if (manifests && (config || layers))
    throw new PlimsollError('INVALID_MANIFEST', 'the manifest has both "manifests" and "config" or "layers"');
  const stated = mediaType || data.mediaType;
  const common = {
    ...(data.artifactType ? { artifactType: data.artifactType } : {}),
    ...(data.subject ? { subject: data.subject } : {}),
    annotations: data.annotations ?? {},
  };
  if (manifests) {
    requireKind(isIndexType, [mediaType, data.mediaType], 'an index');
    return { kind: 'index', mediaType: stated || mediaTypes.ociIndex, manifests, ...common };
  }
  if (!config) throw new PlimsollError('INVALID_MANIFEST', 'the manifest has neither "config" nor "manifests"');
  requireKind((type) => !isIndexType(type), [mediaType, data.mediaType], 'an image manifest');
  return { kind: 'image', mediaType: stated || mediaTypeOfImage(config), config, layers: layers ?? [], ...common };
}

/** True for the media types of an OCI index and a Docker manifest list. */
export function isIndexType(mediaType: string): boolean {
  return mediaType === mediaTypes.ociIndex || mediaType === mediaTypes.dockerIndex;
}

function requireKind(isKind: (mediaType: string) => boolean, stated: readonly (string | undefined)[], kind: string): void {
  const wrong = stated.find((type) => type && !isKind(type));
  if (wrong) throw new PlimsollError('INVALID_MANIFEST', `the manifest has the members of ${kind}, but the media type ${quote(wrong)}`);
}

function mediaTypeOfImage(config: Descriptor): string {
  return config.mediaType === mediaTypes.dockerConfig ? mediaTypes.dockerManifest : mediaTypes.ociManifest;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch (cause) {
    throw new PlimsollError('INVALID_MANIFEST', `the manifest is not JSON: ${quote(Buffer.from(bytes.subarray(0, 60)).toString())}`, {
      cause,
    });
  }
}

function firstIssue(error: z.ZodError | undefined): string {
  const issue = error?.issues[0];
  return issue === undefined ? '' : `${issue.path.map(String).join('.')} ${issue.message}`;
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
