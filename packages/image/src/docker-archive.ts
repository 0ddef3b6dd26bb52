import { createHash } from 'node:crypto';
import { type Digest, parseDigest, PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import { closeOnError, openArchive } from './archive-index.ts';
import { archiveStore, type FileStore, readSmallFile } from './file-store.ts';
import { sniffCompression } from './decompress.ts';
import { findEntry, type ImageCollection } from './image-collection.ts';
import { parseImageConfig } from './image-config.ts';
import { defaultLimits } from './limits.ts';
import { mediaTypes } from './media-types.ts';
import { normalisePath } from './normalise-path.ts';
import { layoutOf } from './oci-layout.ts';
import { digestOf } from './read-blob.ts';
import type { Descriptor, StoredManifest } from './source.ts';

const manifestSchema = z
  .array(
    z.object({
      Config: z.string(),
      RepoTags: z
        .array(z.string())
        .nullish()
        .transform((tags) => tags ?? []),
      Layers: z.array(z.string()).max(defaultLimits.layers),
    }),
  )
  .max(10_000);

type SavedImage = z.infer<typeof manifestSchema>[number];

/**
 * Opens what `docker save` writes: a tar archive with a `manifest.json`, or, since Docker 25, with an OCI layout, which is then preferred.
 * The old form has no manifests; each image gets one made from its configuration and layers, so its digest is known to nobody else.
 *
 * @throws PlimsollError IMAGE_NOT_FOUND if there is no such archive; UNSUPPORTED_FORMAT if it is compressed; INVALID_MANIFEST, CORRUPT_ARCHIVE
 */
export async function openDockerArchive(file: string): Promise<ImageCollection> {
  const { handle, files } = await openArchive(file);
  const store = archiveStore(`docker-archive:${file}`, handle, files);
  return closeOnError(handle, () => (files.has('index.json') && files.has('oci-layout') ? layoutOf(store) : savedImagesOf(store)));
}

interface SavedBlobs {
  readonly manifests: Map<Digest, StoredManifest>;
  /** Where each blob lies in the archive. */
  readonly paths: Map<Digest, string>;
}

async function savedImagesOf(store: FileStore): Promise<ImageCollection> {
  const bytes = await readSmallFile(store, 'manifest.json', defaultLimits.manifestBytes);
  if (bytes === undefined) throw new PlimsollError('IMAGE_NOT_FOUND', `${store.name} holds neither manifest.json nor an OCI layout`);
  const blobs: SavedBlobs = { manifests: new Map(), paths: new Map() };
  const entries: Descriptor[] = [];
  for (const image of parseSavedImages(store, bytes)) {
    const manifest = await manifestOf(store, image, blobs);
    blobs.manifests.set(manifest.digest, manifest);
    const descriptor = { mediaType: manifest.mediaType, digest: manifest.digest, sizeBytes: manifest.bytes.length };
    if (image.RepoTags.length === 0) entries.push(descriptor);
    for (const tag of image.RepoTags) entries.push({ ...descriptor, annotations: { 'org.opencontainers.image.ref.name': tag } });
  }
  const source: ImageCollection = {
    name: store.name,
    entries,
    fetchManifest: async (reference) => {
      const digest = findEntry(source, reference)?.digest ?? parseDigest(reference ?? '');
      const manifest = blobs.manifests.get(digest);
      if (manifest === undefined) throw new PlimsollError('IMAGE_NOT_FOUND', `${store.name} does not hold the manifest ${digest}`);
      return manifest;
    },
    openBlob: async ({ digest }) => {
      const path = blobs.paths.get(digest);
      const stream = path === undefined ? undefined : await store.openFile(path);
      if (stream === undefined) throw new PlimsollError('BLOB_NOT_FOUND', `${store.name} does not hold the blob ${digest}`);
      return stream;
    },
    close: () => store.close(),
  };
  return source;
}

function parseSavedImages(store: FileStore, bytes: Uint8Array): SavedImage[] {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString());
  } catch (cause) {
    throw new PlimsollError('INVALID_MANIFEST', `manifest.json of ${store.name} is not JSON`, { cause });
  }
  const { data, error } = manifestSchema.safeParse(json);
  if (data !== undefined) return data;
  const issue = error.issues[0];
  throw new PlimsollError(
    'INVALID_MANIFEST',
    `manifest.json of ${store.name} is malformed: ${issue?.path.map(String).join('.')} ${issue?.message}`,
  );
}

/** The manifest that Docker would have pushed, had it kept the layers as they are in the archive. */
async function manifestOf(store: FileStore, image: SavedImage, blobs: SavedBlobs): Promise<StoredManifest> {
  const configPath = pathIn(store, image.Config);
  const config = await readSmallFile(store, configPath, defaultLimits.configBytes);
  if (config === undefined) throw new PlimsollError('BLOB_NOT_FOUND', `${store.name} does not hold ${JSON.stringify(image.Config)}`);
  const { diffIds } = parseImageConfig(config);
  const layers = [];
  for (const [i, layer] of image.Layers.entries()) {
    const path = pathIn(store, layer);
    const { mediaType, digest, sizeBytes } = await describeLayer(store, path, diffIds[i]);
    blobs.paths.set(digest, path);
    layers.push({ mediaType, digest, size: sizeBytes });
  }
  const configDigest = digestOf(config);
  blobs.paths.set(configDigest, configPath);
  const mediaType = mediaTypes.dockerManifest;
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType,
      config: { mediaType: mediaTypes.dockerConfig, digest: configDigest, size: config.length },
      layers,
    }),
  );
  return { mediaType, digest: digestOf(bytes), bytes };
}

/** A plain layer must have its diff id for a digest, which reading will prove; a compressed one must be read to know it. */
async function describeLayer(store: FileStore, path: string, diffId: Digest | undefined): Promise<Descriptor> {
  const [sizeBytes, stream] = [await store.sizeOf(path), await store.openFile(path)];
  if (sizeBytes === undefined || stream === undefined) {
    throw new PlimsollError('BLOB_NOT_FOUND', `${store.name} does not hold ${JSON.stringify(path)}`);
  }
  const hash = createHash('sha256');
  let isFirst = true;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    if (isFirst && diffId !== undefined && sniffCompression(chunk) === 'none')
      return { mediaType: mediaTypes.dockerLayer, digest: diffId, sizeBytes };
    isFirst = false;
    hash.update(chunk);
  }
  return { mediaType: mediaTypes.dockerLayerGzip, digest: parseDigest(`sha256:${hash.digest('hex')}`), sizeBytes };
}

function pathIn(store: FileStore, path: string): string {
  const normal = normalisePath(path);
  if (normal === undefined)
    throw new PlimsollError('UNSAFE_PATH', `manifest.json of ${store.name} names ${JSON.stringify(path.slice(0, 200))}`);
  return normal;
}
