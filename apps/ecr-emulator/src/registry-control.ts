import { parseDigest, type Digest } from '@plimsoll/model';
import { imageNotFound } from './service-errors.ts';
import { sha256Hex } from './sigv4.ts';
import { parseManifest } from './store/manifest.ts';
import type { RegistryKey } from './store/registry.ts';
import { addImage, findImage, removeImage, removeTag, type TagMutability } from './store/repository.ts';
import type { World } from './world.ts';

/** Changes a registry without the API: for tests and the demo. Nothing is checked that a push would check. */
export interface RegistryControl {
  createRepository(name: string, options?: { tagMutability?: TagMutability; createdAt?: number }): void;
  deleteRepository(name: string): void;
  putBlob(bytes: Uint8Array): Promise<Digest>;
  /** Adds a manifest, in a repository that is made if need be; a tag that another image had moves. */
  putManifest(repository: string, manifest: { bytes: Uint8Array; mediaType?: string; tag?: string; pushedAt?: number }): Promise<Digest>;
  /** Removes a tag, and its image if that was the last one. */
  deleteTag(repository: string, tag: string): void;
  deleteImage(repository: string, digest: string): void;
}

export function createRegistryControl(world: World, key: RegistryKey): RegistryControl {
  return {
    createRepository: (name, options = {}) => {
      world.registry.create(key, name, { createdAt: options.createdAt ?? world.clock.now(), tagMutability: options.tagMutability });
    },
    deleteRepository: (name) => world.registry.delete(key, name),
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
      await world.changed();
      return digest;
    },
    deleteTag: (name, tag) => removeTag(world.registry.get(key, name), tag),
    deleteImage: (name, digest) => {
      const repository = world.registry.get(key, name);
      const image = findImage(repository, { imageDigest: digest });
      if (!image) throw imageNotFound({ imageDigest: digest }, name, key.registryId);
      removeImage(repository, image);
    },
  };
}

function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${sha256Hex(bytes)}`);
}
