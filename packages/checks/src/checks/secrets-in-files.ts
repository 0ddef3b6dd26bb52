import type { Check, CheckInput, ImageFact, Observation } from '../check.ts';
import { originOfLayer } from '../origin.ts';
import type { FileFact } from '../files/file-fact.ts';

/** Files of every layer are looked into: deleting one in a later layer hides it from the container and from nobody else. */
export const secretsInFiles: Check = {
  id: 'CIS-4.10-files',
  title: 'No file of any layer holds a secret',
  remedy: 'Keep the file out of the build context (.dockerignore) or mount it with RUN --mount=type=secret, and revoke what was published.',
  severity: 'high',
  cis: '4.10',
  urls: ['https://docs.docker.com/build/building/secrets/', 'https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  run,
};

const MAX_OBSERVATIONS = 200;

type SecretFact = Extract<FileFact, { kind: 'secret' }>;

function run(input: CheckInput): Observation[] {
  return input.facts
    .filter((entry): entry is ImageFact & { fact: SecretFact } => entry.fact.kind === 'secret')
    .slice(0, MAX_OBSERVATIONS)
    .map(({ fact, layer, isDeleted }) => ({
      message: `${fact.path} holds a secret: ${fact.title}${isDeleted ? '; a later layer deletes or replaces the file, but the image still has it' : ''}`,
      severity: fact.severity,
      layer,
      evidence: [`${fact.path}:${fact.line}: ${fact.evidence}`],
      origin: originOfLayer(layer, input),
    }));
}
