import { parseDigest, type Digest } from '@plimsoll/model';
import { imageNotFound } from './service-errors.ts';
import { sha256Hex } from './sigv4.ts';
import { parseManifest } from './store/manifest.ts';
import type { RegistryKey } from './store/registry.ts';
import { addImage, findImage, removeImage, removeTag, type TagMutability } from './store/repository.ts';
import type { World } from './world.ts';

/** Changes a registry without the API: for tests and the demo. Nothing is checked that a push would check. */
export interface RegistryControl {
  createRepository(name: string, options?: { tagMutability?: TagMutability; createdAt?: number }): Promise<void>;
  deleteRepository(name: string): Promise<void>;
  putBlob(bytes: Uint8Array): Promise<Digest>;
  /** Adds a manifest, in a repository that is made if need be; a tag that another image had moves. */
  putManifest(repository: string, manifest: { bytes: Uint8Array; mediaType?: string; tag?: string; pushedAt?: number }): Promise<Digest>;
  /** Removes a tag, and its image if that was the last one. */
  deleteTag(repository: string, tag: string): Promise<void>;
  /** Removes an image with all its tags. */
  deleteImage(repository: string, digest: string): Promise<void>;
}

export function createRegistryControl(world: World, key: RegistryKey): RegistryControl {
  return {
    createRepository: async (name, options = {}) => {
      const createdAt = options.createdAt ?? world.clock.now();
      await world.saved.keep(world.registry.create(key, name, { createdAt, tagMutability: options.tagMutability }));
    },
    deleteRepository: async (name) => {
      const repository = world.registry.get(key, name);
      world.registry.delete(key, name);
      await world.saved.forget(repository);
    },
    putBlob: async (bytes) => {
      const digest = digestOf(bytes);
      await world.blobs.put(digest, bytes);
      return digest;
    },
    putManifest: async (name, { bytes, mediaType, tag, pushedAt }) => {
      const now = pushedAt ?? world.clock.now();
      const repository = world.registry.find(key, name) ?? world.registry.create(key, name, { createdAt: now });
      const digest = digestOf(bytes);
      addImage(repository, { facts: parseManifest(bytes, mediaType), digest, bytes, tag, now });
      await world.saved.keep(repository);
      return digest;
    },
    deleteTag: async (name, tag) => {
      const repository = world.registry.get(key, name);
      removeTag(repository, tag);
      await world.saved.keep(repository);
    },
    deleteImage: async (name, digest) => {
      const repository = world.registry.get(key, name);
      const image = findImage(repository, { imageDigest: digest });
      if (!image) throw imageNotFound({ imageDigest: digest }, name, key.registryId);
      removeImage(repository, image);
      await world.saved.keep(repository);
    },
  };
}

function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${sha256Hex(bytes)}`);
}
