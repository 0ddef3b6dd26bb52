import { createHash } from 'node:crypto';
import { type Digest, type Layer, parseDigest, PlimsollError } from '@plimsoll/model';
import { classifyManifest } from './classify.ts';
import { joinHistory } from './history.ts';
import { type ImageConfig, parseImageConfig } from './image-config.ts';
import { defaultLimits } from './limits.ts';
import { type ImageIndex, type ImageManifest, parseManifest } from './manifest.ts';
import { formatPlatform, isPlatform, parsePlatform } from './platform.ts';
import { readBlob } from './read-blob.ts';
import { attestationsOf } from './read-provenance.ts';
import { isAttestation, isNestedIndex, resolvePlatforms } from './resolve-platforms.ts';
import type { Descriptor, ImageSource, Limits, Platform, StoredManifest } from './source.ts';

export interface OpenImageOptions {
  /** Tag, name or digest; undefined = the only image of the source. */
  readonly reference?: string;
  /** `linux/arm64`. Undefined: of an index linux/amd64, or its only image; a single image whatever its platform. */
  readonly platform?: string;
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
}

/** An image before its layers are read: everything that manifest and configuration say, verified. */
export interface OpenedImage {
  /** The source's name and the reference. */
  readonly name: string;
  readonly reference: string | undefined;
  /** Of the image manifest. */
  readonly digest: Digest;
  /** Of the index that it was chosen from, if it was. */
  readonly indexDigest?: Digest;
  /** What that index holds about it, for `readProvenance`; empty without an index. */
  readonly attestations: readonly Descriptor[];
  readonly mediaType: string;
  readonly platform: Platform;
  readonly config: ImageConfig;
  /** In the order in which they are applied. */
  readonly layers: readonly Layer[];
  /** Instructions that made no layer: `USER 1000`. */
  readonly emptyInstructions: readonly string[];
}

/**
 * Finds an image in a source and reads what it says of itself.
 *
 * @throws PlimsollError IMAGE_NOT_FOUND, PLATFORM_NOT_FOUND, NOT_AN_IMAGE, INVALID_MANIFEST, UNSUPPORTED_MEDIA_TYPE, LIMIT_EXCEEDED,
 *   BLOB_NOT_FOUND, DIGEST_MISMATCH, SIZE_MISMATCH, TRUNCATED
 */
export async function openImage(source: ImageSource, options: OpenImageOptions = {}): Promise<OpenedImage> {
  const { reference, limits = defaultLimits } = options;
  const wanted = options.platform === undefined ? undefined : parsePlatform(options.platform);
  const name = reference === undefined ? source.name : `${source.name} ${reference}`;
  const top = await source.fetchManifest(reference);
  const topManifest = parseManifest(top.bytes, top.mediaType);
  const kind = classifyManifest(topManifest, tagOf(reference));
  if (typeof kind === 'object') {
    throw new PlimsollError('NOT_AN_IMAGE', `${name} is no image but a thing of the kind "${kind.notAnImage}"`);
  }
  const isIndex = topManifest.kind === 'index';
  const { stored, manifest, children } = isIndex
    ? await chooseImage(source, top, topManifest, wanted, limits)
    : { stored: top, manifest: topManifest, children: [] };

  if (manifest.layers.length > limits.layers) {
    throw new PlimsollError('LIMIT_EXCEEDED', `${name} has ${manifest.layers.length} layers; at most ${limits.layers} are read`);
  }
  const config = parseImageConfig(await readBlob(source, manifest.config, limits.configBytes, options.signal));
  const platform = {
    os: config.os,
    architecture: config.architecture,
    ...(config.variant === undefined ? {} : { variant: config.variant }),
  };
  if (!isIndex && wanted !== undefined && !isPlatform(platform, wanted)) {
    throw new PlimsollError('PLATFORM_NOT_FOUND', `${name} is an image for ${formatPlatform(platform)}, not for ${formatPlatform(wanted)}`);
  }
  const instructions = joinHistory(config.history, manifest.layers.length);
  return {
    name,
    reference,
    digest: stored.digest,
    ...(isIndex ? { indexDigest: top.digest } : {}),
    attestations: attestationsOf(children, stored.digest),
    mediaType: stored.mediaType,
    platform,
    config,
    layers: joinLayers(name, manifest, config.diffIds, instructions.ofLayers),
    emptyInstructions: instructions.empty,
  };
}

/**
 * Identifies a layer together with all below it: equal chain ids are equal file systems.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid
 */
export function chainIdsOf(diffIds: readonly Digest[]): Digest[] {
  const chainIds: Digest[] = [];
  for (const diffId of diffIds) {
    const below = chainIds.at(-1);
    const chainId = below === undefined ? diffId : parseDigest(`sha256:${createHash('sha256').update(`${below} ${diffId}`).digest('hex')}`);
    chainIds.push(chainId);
  }
  return chainIds;
}

function joinLayers(name: string, manifest: ImageManifest, diffIds: readonly Digest[], instructions: readonly string[]): Layer[] {
  if (diffIds.length !== manifest.layers.length) {
    const counts = `${manifest.layers.length} layers, but its configuration has ${diffIds.length} diff ids`;
    throw new PlimsollError('INVALID_MANIFEST', `the manifest of ${name} has ${counts}`);
  }
  const chainIds = chainIdsOf(diffIds);
  return manifest.layers.map(({ digest, mediaType, sizeBytes }, i) => ({
    digest,
    diffId: diffIds[i]!,
    chainId: chainIds[i]!,
    mediaType,
    sizeBytes,
    instruction: instructions[i] ?? '',
  }));
}

const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' };

async function chooseImage(
  source: ImageSource,
  top: StoredManifest,
  index: ImageIndex,
  wanted: Platform | undefined,
  limits: Limits,
): Promise<{ stored: StoredManifest; manifest: ImageManifest; children: readonly Descriptor[] }> {
  // The common case costs one request: a child that says its platform.
  const direct = index.manifests.find(
    (child) =>
      child.platform !== undefined &&
      !isNestedIndex(child) &&
      !isAttestation(child) &&
      isPlatform(child.platform, wanted ?? DEFAULT_PLATFORM),
  );
  if (direct !== undefined) {
    const stored = await source.fetchManifest(direct.digest);
    const manifest = parseManifest(stored.bytes, stored.mediaType);
    if (manifest.kind === 'image' && classifyManifest(manifest) === 'image') return { stored, manifest, children: index.manifests };
  }
  const { images, artifacts, problems } = await resolvePlatforms(source, top, limits);
  const found = images.find(({ platform }) => isPlatform(platform, wanted ?? DEFAULT_PLATFORM));
  if (found !== undefined) return { ...found, children: artifacts };
  const only = images.length === 1 ? images[0] : undefined;
  if (wanted === undefined && only !== undefined) return { ...only, children: artifacts };
  const text = formatPlatform(wanted ?? DEFAULT_PLATFORM);
  const reasons = problems.map((problem) => problem.message).join('; ');
  const missing = reasons === '' ? '' : ` (${reasons})`;
  throw new PlimsollError('PLATFORM_NOT_FOUND', `the index ${top.digest} of ${source.name} has no image for ${text}${missing}`, {
    hint: images.length === 0 ? undefined : `it has ${images.map(({ platform }) => formatPlatform(platform)).join(', ')}`,
  });
}

/** `sha256-<hex>.sig` of `repository:sha256-<hex>.sig`. */
function tagOf(reference: string | undefined): string | undefined {
  return reference?.slice(reference.lastIndexOf(':') + 1);
}
