import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDigest, PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import { parsePolicy } from '../iam/policy.ts';
import type { BlobStore } from './blobs.ts';
import { parseManifest } from './manifest.ts';
import type { RegistryStore } from './registry.ts';
import { addImage, type Repository } from './repository.ts';

/** What was changed since the layouts were made, kept over restarts. */
export interface SavedState {
  /** Keeps the repository as it is now; from then on it stands in place of what the layouts say. */
  keep(repository: Repository): Promise<void>;
  /** Keeps that the repository is gone. */
  forget(repository: Repository): Promise<void>;
}

const digest = z.string().refine(isDigest);

const savedRepository = z.object({
  registryId: z.string(),
  region: z.string(),
  name: z.string(),
  deleted: z.boolean().default(false),
  createdAt: z.number(),
  tagMutability: z.enum(['MUTABLE', 'IMMUTABLE']),
  policyText: z.string().optional(),
  images: z.array(z.object({ digest, mediaType: z.string(), pushedAt: z.number(), tags: z.array(z.string()) })),
  uploaded: z.array(digest),
});

type SavedRepository = z.infer<typeof savedRepository>;

const stateFile = z.object({ version: z.literal(1), repositories: z.array(savedRepository) });

/**
 * Reads the state of the folder into the registry, over what is there.
 *
 * @param folder undefined = nothing is kept
 * @throws PlimsollError INVALID_INPUT if the state cannot be read
 */
export async function openSavedState(folder: string | undefined, registry: RegistryStore, blobs: BlobStore): Promise<SavedState> {
  if (folder === undefined) return { keep: async () => {}, forget: async () => {} };
  const path = join(folder, 'state.json');
  const saved = new Map<string, SavedRepository>();
  for (const repository of await readState(path)) {
    saved.set(nameOf(repository), repository);
    await restore(repository, registry, blobs);
  }
  let writing = Promise.resolve();
  const write = (repository: SavedRepository) => {
    saved.set(nameOf(repository), repository);
    const text = JSON.stringify({ version: 1, repositories: [...saved.values()] });
    writing = writing.then(() => writeAtomically(path, text));
    return writing;
  };
  return {
    keep: async (repository) => {
      for (const image of repository.images.values()) {
        if (!(await blobs.find(image.digest))) await blobs.put(image.digest, image.bytes);
      }
      await write(toSaved(repository, false));
    },
    forget: (repository) => write(toSaved(repository, true)),
  };
}

async function readState(path: string): Promise<SavedRepository[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return [];
  try {
    return stateFile.parse(JSON.parse(text)).repositories;
  } catch (cause) {
    throw new PlimsollError('INVALID_INPUT', `the saved state ${JSON.stringify(path)} cannot be read`, {
      hint: 'remove the folder to start afresh',
      cause,
    });
  }
}

async function restore(saved: SavedRepository, registry: RegistryStore, blobs: BlobStore): Promise<void> {
  registry.delete(saved, saved.name);
  if (saved.deleted) return;
  const repository = registry.create(saved, saved.name, saved);
  for (const layer of saved.uploaded) repository.uploaded.add(layer);
  if (saved.policyText !== undefined) {
    repository.policy = { text: saved.policyText, statements: parsePolicy(JSON.parse(saved.policyText)) };
  }
  for (const image of saved.images) {
    const blob = await blobs.find(image.digest);
    if (!blob) throw new PlimsollError('INVALID_INPUT', `the manifest ${image.digest} of ${saved.name} is missing from the data folder`);
    const bytes = Buffer.concat(await blob.open(0, blob.sizeBytes).toArray());
    const facts = parseManifest(bytes, image.mediaType);
    for (const tag of image.tags.length > 0 ? image.tags : [undefined]) {
      addImage(repository, { facts, digest: image.digest, bytes, tag, now: image.pushedAt });
    }
  }
}

function toSaved(repository: Repository, deleted: boolean): SavedRepository {
  return {
    registryId: repository.registryId,
    region: repository.region,
    name: repository.name,
    deleted,
    createdAt: repository.createdAt,
    tagMutability: repository.tagMutability,
    policyText: repository.policy?.text,
    images: [...repository.images.values()].map(({ digest: id, mediaType, pushedAt, tags }) => ({
      digest: id,
      mediaType,
      pushedAt,
      tags: [...tags],
    })),
    uploaded: [...repository.uploaded],
  };
}

function nameOf({ registryId, region, name }: Pick<SavedRepository, 'registryId' | 'region' | 'name'>): string {
  return `${registryId}/${region}/${name}`;
}

async function writeAtomically(path: string, text: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}
