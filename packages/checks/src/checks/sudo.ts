import type { Check, CheckInput, Observation } from '../check.ts';
import { originOfLayer, originOfStep } from '../origin.ts';
import { redactSecrets } from '../secrets/find-secrets.ts';

/** A container that needs root can be started so; one that does not need it should have no way to get it. */
export const sudo: Check = {
  id: 'sudo',
  title: 'The image has no sudo',
  remedy: 'Do what needs root before USER, and leave sudo out; use gosu or setpriv where an entrypoint changes the user.',
  severity: 'medium',
  urls: ['https://docs.docker.com/build/building/best-practices/#user'],
  run,
};

const USE = /(?:^|[\s;&|(])sudo\s/;

function run(input: CheckInput): Observation[] {
  const files = input.facts
    .filter(({ isDeleted }) => !isDeleted)
    .flatMap(({ fact, layer }): Observation[] => {
      const where = { layer, origin: originOfLayer(layer, input) };
      if (fact.kind === 'sudo') return [{ message: `sudo is installed: ${fact.path}`, evidence: [fact.path], ...where }];
      if (fact.kind !== 'passwordless-sudo') return [];
      return [
        {
          message: `${fact.path} lets a user become root without a password`,
          severity: 'high',
          evidence: [`${fact.path}:${fact.line}: ${fact.evidence}`],
          ...where,
        },
      ];
    });
  const steps = input.steps.flatMap(({ instruction, layer }, index): Observation[] => {
    if (!instruction.startsWith('RUN ') || !USE.test(instruction.slice('RUN '.length, 20_000))) return [];
    const evidence = redactSecrets(instruction.slice(0, 300));
    return [
      {
        message: 'An instruction uses sudo',
        severity: 'low',
        evidence: [evidence],
        origin: originOfStep(index, input),
        ...(layer === undefined ? {} : { layer }),
      },
    ];
  });
  return [...files, ...steps];
}
