import { repositoryExists, repositoryNotFound } from '../service-errors.ts';
import type { Repository, TagMutability } from './repository.ts';

/** One account in one region. */
export interface RegistryKey {
  readonly registryId: string;
  readonly region: string;
}

/** All repositories of all accounts and regions. */
export class RegistryStore {
  readonly #repositories = new Map<string, Map<string, Repository>>();
  #nextSequence = 1;

  /** In order of creation. */
  list(key: RegistryKey): Repository[] {
    return [...(this.#repositories.get(textOf(key))?.values() ?? [])];
  }

  find(key: RegistryKey, name: string): Repository | undefined {
    return this.#repositories.get(textOf(key))?.get(name);
  }

  /** @throws AwsError RepositoryNotFoundException */
  get(key: RegistryKey, name: string): Repository {
    const repository = this.find(key, name);
    if (!repository) throw repositoryNotFound(name, key.registryId);
    return repository;
  }

  /** @throws AwsError RepositoryAlreadyExistsException */
  create(key: RegistryKey, name: string, options: { createdAt: number; tagMutability?: TagMutability | undefined }): Repository {
    if (this.find(key, name)) throw repositoryExists(name, key.registryId);
    const repository: Repository = {
      name,
      registryId: key.registryId,
      region: key.region,
      createdAt: options.createdAt,
      sequence: this.#nextSequence++,
      tagMutability: options.tagMutability ?? 'MUTABLE',
      policy: undefined,
      images: new Map(),
      tags: new Map(),
      referenced: new Map(),
      uploaded: new Set(),
      nextSequence: 1,
    };
    const registry = this.#repositories.get(textOf(key)) ?? new Map<string, Repository>();
    this.#repositories.set(textOf(key), registry.set(name, repository));
    return repository;
  }

  delete(key: RegistryKey, name: string): void {
    this.#repositories.get(textOf(key))?.delete(name);
  }
}

function textOf(key: RegistryKey): string {
  return `${key.registryId}/${key.region}`;
}
