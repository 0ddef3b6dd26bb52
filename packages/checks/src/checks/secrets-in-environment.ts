import type { Check, CheckInput, Observation } from '../check.ts';
import { originOfSetting } from '../origin.ts';
import { toAssignment } from '../secrets/find-assignments.ts';
import { findSecrets } from '../secrets/find-secrets.ts';
import { redact } from '../secrets/redact.ts';
import { isSampleValue } from '../secrets/sample-value.ts';

/** Whoever can pull the image, list its processes or read its configuration has the environment. */
export const secretsInEnvironment: Check = {
  id: 'CIS-4.10-env',
  title: 'The environment holds no secret',
  remedy: 'Remove the ENV, give the value when the container starts, and revoke the one that was published.',
  severity: 'high',
  cis: '4.10',
  urls: ['https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/'],
  run,
};

const MAX_OBSERVATIONS = 50;

function run(input: CheckInput): Observation[] {
  return input.settings.env.flatMap((entry) => inspect(entry, input)).slice(0, MAX_OBSERVATIONS);
}

function inspect(entry: string, input: CheckInput): Observation[] {
  const equals = entry.indexOf('=');
  const name = entry.slice(0, Math.max(equals, 0)).slice(0, 100);
  const value = entry.slice(equals + 1, equals + 10_000);
  const assignment = toAssignment(name, value);
  const [known] = findSecrets(value);
  if (assignment === undefined && known === undefined) return [];
  const origin = originOfSetting(
    input,
    (base) => base.env.includes(entry),
    (instruction) => instruction.startsWith('ENV ') && instruction.includes(name),
  );
  if (known !== undefined) {
    return [
      { message: `ENV ${name} holds a secret: ${known.title}`, severity: known.severity, evidence: [`${name}=${known.evidence}`], origin },
    ];
  }
  // What a program is given for a password is its password, even if it is `changeme`.
  const isSample = isSampleValue(value);
  return [
    {
      message: `ENV ${name} holds a secret${isSample ? ', by its looks a sample: what runs with it has a known password' : ''}`,
      severity: isSample ? 'medium' : 'high',
      evidence: [`${name}=${redact(value)}`],
      origin,
    },
  ];
}
