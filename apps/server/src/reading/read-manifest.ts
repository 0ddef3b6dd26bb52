import { checkImage, type LayerCache, readOpenedImage } from '@plimsoll/engine';
import type { EcrRegistry } from '@plimsoll/ecr';
import type { ImageConfig } from '@plimsoll/db';
import type { Problem } from '@plimsoll/model';
import {
  attestationsOf,
  classifyManifest,
  formatPlatform,
  type ImageSource,
  openImage,
  type OpenedImage,
  parseManifest,
  readProvenance,
  resolvePlatforms,
  type StoredManifest,
} from '@plimsoll/image';
import type { ReadChild, ReadRequest, ReadResult, ReadUpdate } from './read-request.ts';

const UPDATE_EVERY_MS = 250;

/** Reads what a digest names: an image with all its packages, or the children of an index. @throws PlimsollError */
export async function readManifest(
  registry: EcrRegistry,
  { repository, digest, tag }: Pick<ReadRequest, 'repository' | 'digest' | 'tag'>,
  { cache, signal, onUpdate }: { cache: LayerCache; signal: AbortSignal; onUpdate: (update: ReadUpdate) => void },
): Promise<ReadResult> {
  const remote = registry.source(repository);
  const stored = await remote.fetchManifest(digest);
  // Whoever opens the image asks for its manifest again: it is here.
  const source: ImageSource = {
    ...remote,
    fetchManifest: async (reference) => (reference === digest ? stored : remote.fetchManifest(reference)),
  };
  const manifest = parseManifest(stored.bytes, stored.mediaType);
  const kind = classifyManifest(manifest, tag);
  if (typeof kind === 'object') return { kind: 'not-an-image', what: kind.notAnImage };
  if (kind === 'index') return readIndex(source, stored, signal);
  const image = await openImage(source, { reference: digest, signal });
  let fetched = 0;
  let updatedAt = 0;
  const read = await readOpenedImage(source, image, {
    cache,
    signal,
    onProgress: ({ layersDone, layers, bytesDone, bytesCached }) => {
      const now = Date.now();
      if (layersDone < layers && now - updatedAt < UPDATE_EVERY_MS) return;
      updatedAt = now;
      const total = bytesDone - bytesCached;
      onUpdate({ layersDone, layers, bytesFetched: total - fetched, isSlowed: registry.isSlowed });
      fetched = total;
    },
  });
  return {
    kind: 'image',
    inventory: read.inventory,
    platform: formatPlatform(image.platform),
    config: toStoredConfig(image),
    checks: checkImage(read),
  };
}

/** Its images, each with what its attestation says it was built from. */
async function readIndex(source: ImageSource, stored: StoredManifest, signal: AbortSignal): Promise<ReadResult> {
  const { images, artifacts, problems } = await resolvePlatforms(source, stored);
  const children: ReadChild[] = [];
  const all: Problem[] = [...problems];
  for (const { platform, stored: child, manifest } of images) {
    const { digest, mediaType } = child;
    const provenance = await readProvenance(source, { digest, platform }, attestationsOf(artifacts, digest), signal);
    all.push(...provenance.problems);
    children.push({
      digest,
      platform: formatPlatform(platform),
      mediaType,
      sizeBytes: manifest.layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      materials: provenance.materials,
    });
  }
  return { kind: 'index', children, problems: all };
}

function toStoredConfig({ config, layers, emptyInstructions }: OpenedImage): ImageConfig {
  const { user, exposedPorts, entrypoint, cmd: command, labels, created, history } = config;
  const made = layers.values();
  const empty = emptyInstructions.values();
  const steps = history.map(({ isEmpty }) => ({
    instruction: (isEmpty ? empty.next().value : made.next().value?.instruction) ?? '',
    hasLayer: !isEmpty,
  }));
  return { user, exposedPorts, entrypoint, command, labels, steps, ...(created === undefined ? {} : { createdAt: created }) };
}
