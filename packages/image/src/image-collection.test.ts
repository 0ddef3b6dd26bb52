import { expect, it } from 'vitest';
import { findEntry, type ImageCollection, listImages } from './image-collection.ts';
import { digestOf } from './read-blob.ts';
import type { Descriptor } from './source.ts';

const [first, second, third] = ['1', '2', '3'].map((text) => digestOf(Buffer.from(text)));
const collection = collectionOf([
  entry(first!, { 'org.opencontainers.image.ref.name': 'shop-web.1.0' }),
  entry(second!, { 'org.opencontainers.image.ref.name': '2', 'io.containerd.image.name': 'docker.io/library/debian:2' }),
  entry(third!, {}),
  entry(third!, { 'org.opencontainers.image.ref.name': 'moved' }),
  entry(second!, { 'org.opencontainers.image.ref.name': 'moved' }),
]);

it('lists the names there are', () => {
  expect(listImages(collection).map(({ name }) => name)).toEqual(['shop-web.1.0', 'docker.io/library/debian:2', 'moved', 'moved']);
});

it.each([
  ['shop-web.1.0', first],
  ['shop/web:1.0', first],
  ['debian:2', second],
  ['docker.io/library/debian:2', second],
  [third!, third],
  ['moved', second],
])('finds %s', (reference, digest) => {
  expect(findEntry(collection, reference)?.digest).toBe(digest);
});

it('leaves digests that are no entries to the store', () => {
  expect(findEntry(collection, digestOf(Buffer.from('other')))).toBeUndefined();
});

it('takes the only image if none is named, also under two names', () => {
  expect(findEntry(collectionOf([entry(first!, {}), entry(first!, {})]), undefined)?.digest).toBe(first);
});

it.each([
  [collection, undefined, 'say which: shop-web.1.0, docker.io/library/debian:2, moved, moved'],
  [collection, 'shop/web', 'it has shop-web.1.0, docker.io/library/debian:2, moved, moved'],
  [collectionOf([]), undefined, undefined],
  [collection, '', 'it has shop-web.1.0, docker.io/library/debian:2, moved, moved'],
])('says what there is instead', (source, reference, hint) => {
  expect(() => findEntry(source, reference)).toThrow(expect.objectContaining({ code: 'IMAGE_NOT_FOUND', hint }));
});

function entry(digest: Descriptor['digest'], annotations: Record<string, string>): Descriptor {
  return { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, sizeBytes: 1, annotations };
}

function collectionOf(entries: Descriptor[]): ImageCollection {
  const no = (): never => {
    throw new Error('not asked for');
  };
  return { name: 'oci:x', entries, fetchManifest: no, openBlob: no, close: no };
}
