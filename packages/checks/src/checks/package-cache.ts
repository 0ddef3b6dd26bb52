import type { Check, CheckInput, ImageFact, Observation } from '../check.ts';
import type { FileFact } from '../files/file-fact.ts';
import { packageCaches } from '../files/package-caches.ts';
import { originOfLayer } from '../origin.ts';

/** What package managers leave takes room in every pull, also if a later layer deletes it. */
export const packageCache: Check = {
  id: 'package-cache',
  title: 'No cache of a package manager is left',
  remedy: 'Clear the cache in the RUN that fills it, or keep it out of the image with RUN --mount=type=cache.',
  severity: 'low',
  urls: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  run,
};

type CacheFact = Extract<FileFact, { kind: 'package-cache' }>;
const MIN_BYTES = 10_000;

function run(input: CheckInput): Observation[] {
  return input.facts
    .filter((entry): entry is ImageFact & { fact: CacheFact } => entry.fact.kind === 'package-cache' && entry.fact.sizeBytes >= MIN_BYTES)
    .map(({ fact, layer, isDeleted }) => ({
      message: `The cache of ${fact.manager} was left, ${megabytes(fact.sizeBytes)}${isDeleted ? '; a later layer deletes it, but the image still has it' : ''}`,
      layer,
      evidence: [
        fact.path,
        ...packageCaches
          .filter(({ manager }) => manager === fact.manager)
          .slice(0, 1)
          .map(({ remedy }) => `clear it with: ${remedy}`),
      ],
      origin: originOfLayer(layer, input),
    }));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1)} MB`;
}
