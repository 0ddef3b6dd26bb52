import type { Digest } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { imageOf, indexOf, sha256 } from '../testing/images.ts';
import { deleteImage } from './delete-image.ts';
import { hasLayer, requireLayer } from './layers.ts';
import { parseManifest } from './manifest.ts';
import { putImage } from './put-image.ts';
import { RegistryStore } from './registry.ts';
import { addImage, findImage, type Repository, sizeOf } from './repository.ts';

const key = { registryId: '123456789012', region: 'us-east-1' };

function repositoryWith(...images: [Buffer, string | undefined][]): Repository {
  const repository = new RegistryStore().create(key, 'a/b', { createdAt: 0 });
  for (const [bytes, tag] of images) {
    addImage(repository, { facts: parseManifest(bytes, undefined), digest: sha256(bytes) as Digest, bytes, tag, now: 0 });
  }
  return repository;
}

it('finds by tag, by digest, and by both only if they agree', () => {
  const [one, two] = [imageOf('one'), imageOf('two')];
  const repository = repositoryWith([one.bytes, '1'], [two.bytes, '2']);

  expect(findImage(repository, { imageTag: '1' })?.digest).toBe(one.digest);
  expect(findImage(repository, { imageDigest: two.digest })?.digest).toBe(two.digest);
  expect(findImage(repository, { imageTag: '1', imageDigest: one.digest })?.digest).toBe(one.digest);
  expect(findImage(repository, { imageTag: '1', imageDigest: two.digest })).toBeUndefined();
  expect(findImage(repository, { imageTag: '3' })).toBeUndefined();
});

it('a tag that moves leaves its image untagged, and keeps its place', () => {
  const [one, two] = [imageOf('one'), imageOf('two')];
  const repository = repositoryWith([one.bytes, '1'], [two.bytes, '1']);

  expect(findImage(repository, { imageDigest: one.digest })?.tags.size).toBe(0);
  expect(findImage(repository, { imageTag: '1' })?.digest).toBe(two.digest);
  expect(repository.tags.get('1')?.sequence).toBe(2);
});

it('the size of an index is that of its largest child, missing children aside', () => {
  const [small, large, missing] = [imageOf('s'), imageOf(sha256('l').repeat(9)), imageOf('m')];
  const repository = repositoryWith([small.bytes, undefined], [large.bytes, undefined], [indexOf([small, large, missing]), 'multi']);
  const image = findImage(repository, { imageTag: 'multi' });

  expect(image && sizeOf(repository, image)).toBe(large.config.byteLength + large.layer.byteLength);
});

it('deletes a tag, an image with its last tag, and never a child of an index', () => {
  const [one, child] = [imageOf('one'), imageOf('child')];
  const repository = repositoryWith([one.bytes, 'a'], [one.bytes, 'b'], [child.bytes, undefined], [indexOf([child]), 'multi']);

  expect(deleteImage(repository, { imageTag: 'a' })?.digest).toBe(one.digest);
  expect(repository.images.has(one.digest)).toBe(true);
  deleteImage(repository, { imageTag: 'b' });
  expect(repository.images.has(one.digest)).toBe(false);
  expect(repository.referenced.has(one.layerDigest as Digest)).toBe(false);
  expect(deleteImage(repository, { imageTag: 'b' })).toBeUndefined();
  expect(() => deleteImage(repository, { imageDigest: child.digest })).toThrow(
    expect.objectContaining({ code: 'ImageReferencedByManifestListException' }),
  );
});

it('a layer can be downloaded if an image holds it, not if it was only uploaded', () => {
  const image = imageOf('one');
  const repository = repositoryWith([image.bytes, '1']);
  const uploaded = sha256('uploaded') as Digest;
  repository.uploaded.add(uploaded);

  expect(requireLayer(repository, image.layerDigest)).toBe(image.layerDigest);
  expect([hasLayer(repository, uploaded), hasLayer(repository, sha256('x') as Digest)]).toEqual([true, false]);
  expect(() => requireLayer(repository, uploaded)).toThrow(expect.objectContaining({ code: 'LayerInaccessibleException' }));
  expect(() => requireLayer(repository, 'nonsense')).toThrow(expect.objectContaining({ code: 'LayersNotFoundException' }));
});

it('pushing what is there changes nothing, and says so', () => {
  const image = imageOf('one');
  const repository = repositoryWith([image.bytes, '1']);
  const push = (tag: string) => putImage(repository, { bytes: image.bytes, mediaType: undefined, tag, digest: undefined, now: 1 });

  expect(push('1').isNew).toBe(false);
  expect(push('2').isNew).toBe(true);
  expect(repository.images.size).toBe(1);
});

it('keeps accounts and regions apart', () => {
  const store = new RegistryStore();
  store.create(key, 'a/b', { createdAt: 0 });

  expect(store.find({ ...key, region: 'eu-west-1' }, 'a/b')).toBeUndefined();
  expect(() => store.create(key, 'a/b', { createdAt: 0 })).toThrow(expect.objectContaining({ code: 'RepositoryAlreadyExistsException' }));
  store.delete(key, 'a/b');
  expect(() => store.get(key, 'a/b')).toThrow(expect.objectContaining({ code: 'RepositoryNotFoundException' }));
});
