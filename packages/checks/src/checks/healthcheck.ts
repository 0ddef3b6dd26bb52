import type { Check, CheckInput, Observation } from '../check.ts';
import { originOfAbsence, originOfSetting } from '../origin.ts';

/** Something that tells a container that works from one that only runs. Orchestrators with probes of their own do not need it. */
export const healthcheck: Check = {
  id: 'CIS-4.6',
  title: 'The image says how to check its health',
  remedy: 'Add a HEALTHCHECK instruction, unless an orchestrator probes the container.',
  severity: 'low',
  cis: '4.6',
  urls: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  run,
};

function run(input: CheckInput): Observation[] {
  const test = input.settings.healthcheck?.test ?? [];
  if (test.length === 0) return [{ message: 'The image has no HEALTHCHECK', origin: originOfAbsence(input) }];
  if (test[0] !== 'NONE') return [];
  const origin = originOfSetting(
    input,
    (base) => base.healthcheck?.test[0] === 'NONE',
    (instruction) => instruction.startsWith('HEALTHCHECK '),
  );
  return [{ message: 'The image switches its health check off', evidence: ['HEALTHCHECK NONE'], origin }];
}
