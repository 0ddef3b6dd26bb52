import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryOfLayoutName } from '@plimsoll/image';
import { isDigest, PlimsollError, type Problem, toProblem } from '@plimsoll/model';
import { z } from 'zod';

import { parseManifest } from './manifest.ts';
import type { RegistryKey, RegistryStore } from './registry.ts';
import { addImage, type Repository } from './repository.ts';

const REFERENCE_NAME = 'org.opencontainers.image.ref.name';

const layoutIndex = z.object({
  manifests: z.array(
    z.object({
      mediaType: z.string().optional(),
      digest: z.string().refine(isDigest),
      annotations: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

type Entry = z.infer<typeof layoutIndex>['manifests'][number];

/**
 * Registers the images of an OCI layout, children of indexes as untagged images. Only reads.
 *
 * @returns what could not be served: entries without a reference name, manifests that are damaged
 * @throws PlimsollError INVALID_INPUT if the folder is not an OCI layout
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export async function loadLayout(folder: string, store: RegistryStore, key: RegistryKey, now: number): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const entry of await readIndex(folder)) {
    const name = entry.annotations[REFERENCE_NAME];
    try {
      if (name === undefined) throw new PlimsollError('INVALID_REFERENCE', `${entry.digest} in ${folder} has no reference name`);
      const named = repositoryOfLayoutName(name);
      if (!named)
        throw new PlimsollError('INVALID_REFERENCE', `the reference name ${JSON.stringify(name)} in ${folder} is not REPOSITORY.TAG`);
      const { repository, tag } = named;
      const target = store.find(key, repository) ?? store.create(key, repository, { createdAt: now });
      await addFromLayout(folder, target, entry, tag, now);
    } catch (error) {
      problems.push(toProblem(error, folder));
    }
  }
  return problems;
}

async function readIndex(folder: string): Promise<Entry[]> {
  try {
    return layoutIndex.parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'))).manifests;
  } catch (cause) {
    throw new PlimsollError('INVALID_INPUT', `${JSON.stringify(folder)} is not an OCI layout: its index.json cannot be read`, {
      hint: 'give a folder that holds oci-layout, index.json and blobs/',
      cause,
    });
  }
}

async function addFromLayout(
  folder: string,
  repository: Repository,
  entry: Pick<Entry, 'mediaType' | 'digest'>,
  tag: string | undefined,
  now: number,
): Promise<void> {
  const bytes = await readFile(join(folder, 'blobs', 'sha256', entry.digest.slice('sha256:'.length))).catch((cause: unknown) => {
    throw new PlimsollError('BLOB_NOT_FOUND', `the manifest ${entry.digest} is not in ${folder}`, { cause });
  });
  const actual = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (actual !== entry.digest) throw new PlimsollError('DIGEST_MISMATCH', `the manifest ${entry.digest} in ${folder} is ${actual}`);
  const facts = parseManifest(bytes, entry.mediaType);
  for (const child of facts.children) {
    if (!repository.images.has(child)) await addFromLayout(folder, repository, { mediaType: undefined, digest: child }, undefined, now);
  }
  addImage(repository, { facts, digest: entry.digest, bytes, tag, now });
}
