import type { Check, CheckInput, Observation } from '../check.ts';
import { originOfSetting } from '../origin.ts';

/** A container is entered with its runtime; a server for it is one more thing to patch and to guess passwords of. */
export const exposedSsh: Check = {
  id: 'exposed-ssh',
  title: 'Port 22 is not exposed',
  remedy: 'Remove EXPOSE 22 and the SSH server; use docker exec or kubectl exec.',
  severity: 'medium',
  urls: ['https://docs.docker.com/reference/dockerfile/#expose'],
  run,
};

function run(input: CheckInput): Observation[] {
  const port = input.settings.exposedPorts.find(isSsh);
  if (port === undefined) return [];
  const origin = originOfSetting(
    input,
    (base) => base.exposedPorts.some(isSsh),
    (instruction) => instruction.startsWith('EXPOSE ') && /[\s[:]22(?:\/tcp)?(?=[\s:\]]|$)/.test(instruction.slice(0, 2000)),
  );
  return [{ message: 'The image exposes port 22 (SSH)', evidence: [`EXPOSE ${port.slice(0, 50)}`], origin }];
}

function isSsh(port: string): boolean {
  return port === '22' || port === '22/tcp';
}
