import { type Digest, PlimsollError, type Problem, toProblem } from '@plimsoll/model';
import { classifyManifest, REFERENCE_TYPE_ANNOTATION } from './classify.ts';
import { parseImageConfig } from './image-config.ts';
import { defaultLimits } from './limits.ts';
import { type ImageIndex, type ImageManifest, isIndexType, type Manifest, parseManifest } from './manifest.ts';
import { readBlob } from './read-blob.ts';
import type { Descriptor, ImageSource, Limits, Platform, StoredManifest } from './source.ts';

/** One image of an index. */
export interface PlatformImage {
  readonly platform: Platform;
  readonly stored: StoredManifest;
  readonly manifest: ImageManifest;
}

/** An index taken apart. */
export interface ResolvedPlatforms {
  /** In the order of the index, nested indexes in place. */
  readonly images: readonly PlatformImage[];
  /** Children that are no images: attestations, SBOMs, SOCI indexes. */
  readonly artifacts: readonly Descriptor[];
  /** Children that are missing or could not be read; the others are not affected. */
  readonly problems: readonly Problem[];
}

/**
 * Finds every image of an index; a single image resolves to itself. Nested indexes are followed as deep as `limits.indexDepth`, each once.
 */
export async function resolvePlatforms(
  source: ImageSource,
  stored: StoredManifest,
  limits: Limits = defaultLimits,
): Promise<ResolvedPlatforms> {
  const images: PlatformImage[] = [];
  const artifacts: Descriptor[] = [];
  const problems: Problem[] = [];
  const seen = new Set<Digest>([stored.digest]);
  const manifest = parseManifest(stored.bytes, stored.mediaType);
  if (manifest.kind === 'image') images.push({ platform: await platformOf(source, manifest, undefined, limits), stored, manifest });
  else await walk(manifest, 1);
  return { images, artifacts, problems };

  async function walk(index: ImageIndex, depth: number): Promise<void> {
    for (const child of index.manifests) {
      if (seen.has(child.digest)) continue;
      seen.add(child.digest);
      if (isAttestation(child)) artifacts.push(child);
      else await visit(child, depth);
    }
  }

  async function visit(child: Descriptor, depth: number): Promise<void> {
    try {
      const childStored = await source.fetchManifest(child.digest);
      const childManifest = parseManifest(childStored.bytes, childStored.mediaType);
      const classification = classifyManifest(childManifest);
      if (typeof classification === 'object' || (child.artifactType !== undefined && classification !== 'image')) artifacts.push(child);
      else if (childManifest.kind === 'image') {
        const platform = await platformOf(source, childManifest, child.platform, limits);
        images.push({ platform, stored: childStored, manifest: childManifest });
      } else if (depth >= limits.indexDepth) {
        problems.push({ code: 'LIMIT_EXCEEDED', message: `the index ${child.digest} is nested deeper than ${limits.indexDepth} levels` });
      } else await walk(childManifest, depth + 1);
    } catch (error) {
      problems.push(childProblem(child, error));
    }
  }
}

/** True for children that say themselves that nothing in them runs. */
export function isAttestation(child: Descriptor): boolean {
  if (child.annotations?.[REFERENCE_TYPE_ANNOTATION] === 'attestation-manifest') return true;
  return child.platform?.os === 'unknown' && child.platform.architecture === 'unknown';
}

/** True for a child that is an index itself. */
export function isNestedIndex(child: Descriptor): boolean {
  return isIndexType(child.mediaType);
}

async function platformOf(
  source: ImageSource,
  manifest: Manifest & { kind: 'image' },
  stated: Platform | undefined,
  limits: Limits,
): Promise<Platform> {
  if (stated !== undefined && stated.os !== '' && stated.architecture !== '') return stated;
  const { os, architecture, variant } = parseImageConfig(await readBlob(source, manifest.config, limits.configBytes));
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

function childProblem(child: Descriptor, error: unknown): Problem {
  const platform = child.platform === undefined ? '' : ` for ${child.platform.os}/${child.platform.architecture}`;
  if (error instanceof PlimsollError && (error.code === 'IMAGE_NOT_FOUND' || error.code === 'BLOB_NOT_FOUND')) {
    return { code: 'LAYER_NOT_STORED', message: `the image ${child.digest}${platform} is named by the index but not stored` };
  }
  const { code, message } = toProblem(error);
  return { code, message: `the image ${child.digest}${platform} of the index: ${message}` };
}
