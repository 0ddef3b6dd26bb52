import { stat } from 'node:fs/promises';
import { parseDigest, PlimsollError } from '@plimsoll/model';
import { closeOnError, openArchive } from './archive-index.ts';
import { archiveStore, directoryStore, type FileStore, readSmallFile } from './file-store.ts';
import { findEntry, type ImageCollection } from './image-collection.ts';
import { defaultLimits } from './limits.ts';
import { parseManifest } from './manifest.ts';
import { digestOf } from './read-blob.ts';
import type { Descriptor, StoredManifest } from './source.ts';

/**
 * Opens an OCI image layout: a directory, or a tar archive of one.
 *
 * @throws PlimsollError IMAGE_NOT_FOUND if there is no layout at the path; INVALID_MANIFEST for a bad `index.json`
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export async function openOciLayout(path: string): Promise<ImageCollection> {
  const name = `oci:${path}`;
  if (await isDirectory(path)) return layoutOf(directoryStore(name, path));
  const { handle, files } = await openArchive(path);
  return closeOnError(handle, () => layoutOf(archiveStore(name, handle, files)));
}

/** The layout in a store. @throws PlimsollError IMAGE_NOT_FOUND if there is no `index.json`; INVALID_MANIFEST */
export async function layoutOf(store: FileStore): Promise<ImageCollection> {
  const bytes = await readSmallFile(store, 'index.json', defaultLimits.manifestBytes);
  if (bytes === undefined) {
    throw new PlimsollError('IMAGE_NOT_FOUND', `${store.name} is not an OCI image layout: it has no index.json`);
  }
  const index = parseManifest(bytes);
  if (index.kind !== 'index') throw new PlimsollError('INVALID_MANIFEST', `index.json of ${store.name} has no "manifests"`);
  const source: ImageCollection = {
    name: store.name,
    entries: index.manifests,
    fetchManifest: (reference) => fetchManifest(source, store, reference),
    openBlob: async (blob) => {
      const stream = await store.openFile(blobPath(blob));
      if (stream === undefined) throw new PlimsollError('BLOB_NOT_FOUND', `${store.name} does not hold the blob ${blob.digest}`);
      return stream;
    },
    close: () => store.close(),
  };
  return source;
}

async function fetchManifest(source: ImageCollection, store: FileStore, reference: string | undefined): Promise<StoredManifest> {
  const entry = findEntry(source, reference);
  const digest = entry?.digest ?? parseDigest(reference ?? '');
  const bytes = await readSmallFile(store, blobPath({ digest }), defaultLimits.manifestBytes);
  if (bytes === undefined) throw new PlimsollError('IMAGE_NOT_FOUND', `${store.name} does not hold the manifest ${digest}`);
  const actual = digestOf(bytes);
  if (actual !== digest) throw new PlimsollError('DIGEST_MISMATCH', `the manifest ${digest} of ${store.name} has the digest ${actual}`);
  const { mediaType } = parseManifest(bytes, entry?.mediaType);
  return { mediaType, digest, bytes };
}

function blobPath({ digest }: Pick<Descriptor, 'digest'>): string {
  return `blobs/${digest.replace(':', '/')}`;
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new PlimsollError('IMAGE_NOT_FOUND', `there is nothing at ${JSON.stringify(path)}`, { cause });
  }
}
