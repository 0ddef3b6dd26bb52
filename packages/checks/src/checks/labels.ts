import type { Check, CheckInput, Observation } from '../check.ts';
import { originOfAbsence } from '../origin.ts';

/** What whoever finds the image needs to know: where its source is, which revision, under which licence. */
export const labels: Check = {
  id: 'labels',
  title: 'The image says where it comes from',
  remedy: 'Set the labels in the build: docker/metadata-action does, and so does LABEL.',
  severity: 'negligible',
  urls: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys'],
  run,
};

const WANTED = ['source', 'revision', 'licenses'].map((name) => `org.opencontainers.image.${name}`);

function run(input: CheckInput): Observation[] {
  const missing = WANTED.filter((name) => (input.settings.labels[name] ?? '').trim() === '');
  return missing.length === 0
    ? []
    : [{ message: `The image has no label ${missing.join(', ')}`, evidence: missing, origin: originOfAbsence(input) }];
}
