import type { Check, CheckInput, Observation } from '../check.ts';
import { originOfStep } from '../origin.ts';
import { parseAssignment, type SecretAssignment } from '../secrets/find-assignments.ts';
import { findSecrets } from '../secrets/find-secrets.ts';
import { redact } from '../secrets/redact.ts';

/** Build arguments and commands stay in the history for ever. */
export const secretsInBuild: Check = {
  id: 'CIS-4.10-build',
  title: 'The history holds no secret',
  remedy: 'Use RUN --mount=type=secret in place of ARG, and revoke the secret that was published.',
  severity: 'high',
  cis: '4.10',
  urls: ['https://docs.docker.com/build/building/secrets/'],
  run,
};

const MAX_OBSERVATIONS = 50;
const MAX_INSTRUCTION = 50_000;
/** ENV stays in the configuration, where another check looks at it. */
const KEPT_ELSEWHERE = /^(?:ENV|LABEL|COPY|EXPOSE|WORKDIR|USER|VOLUME) /;

function run(input: CheckInput): Observation[] {
  if (input.steps.length === 0) return [{ status: 'unknown', message: 'The image has no history' }];
  const seen = new Set<string>();
  return input.steps
    .flatMap(({ createdBy, instruction, layer }, index): Observation[] => {
      if (KEPT_ELSEWHERE.test(instruction)) return [];
      const text = createdBy.slice(0, MAX_INSTRUCTION);
      const known = findSecrets(text).map(({ title, severity, evidence }) => ({
        message: `The history holds a secret: ${title}`,
        severity,
        evidence,
      }));
      const named = assignmentsIn(text).map(({ name, value }) => ({
        message: `The history holds the value of ${name.slice(0, 100)}`,
        severity: 'high' as const,
        evidence: `${name.slice(0, 100)}=${redact(value)}`,
      }));
      return [...known, ...(known.length > 0 ? [] : named)]
        .filter(({ evidence }) => !seen.has(evidence) && seen.add(evidence))
        .map(({ message, severity, evidence }) => ({
          message,
          severity,
          evidence: [evidence],
          origin: originOfStep(index, input),
          ...(layer === undefined ? {} : { layer }),
        }));
    })
    .slice(0, MAX_OBSERVATIONS);
}

/** `|2 TOKEN=x VERSION=2 /bin/sh -c ..`, `ARG TOKEN=x`, `RUN TOKEN=x make`, `curl --password=x`. */
function assignmentsIn(text: string): SecretAssignment[] {
  return text.split(/[\s;&|]+/).flatMap((word): SecretAssignment[] => {
    const assignment = word.includes('=') ? parseAssignment(word.replace(/^-{1,2}/, '')) : undefined;
    return assignment === undefined || assignment.isSample ? [] : [assignment];
  });
}
