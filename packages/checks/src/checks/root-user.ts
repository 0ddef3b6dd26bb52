import type { Check, CheckInput, Observation } from '../check.ts';
import { originOfAbsence, originOfSetting } from '../origin.ts';

/** A user other than root, by name or number. */
export const rootUser: Check = {
  id: 'CIS-4.1',
  title: 'The image does not run as root',
  remedy: 'Create a user and end the Dockerfile with USER and its number.',
  severity: 'medium',
  cis: '4.1',
  urls: ['https://docs.docker.com/reference/dockerfile/#user'],
  run,
};

function run(input: CheckInput): Observation[] {
  const { user } = input.settings;
  if (user === '') {
    return [{ message: 'The image runs as root, because it names no user', evidence: ['no USER'], origin: originOfAbsence(input) }];
  }
  const [name] = user.split(':');
  if (name !== 'root' && !/^0{1,10}$/.test(name ?? '')) return [];
  const origin = originOfSetting(
    input,
    (base) => base.user === user,
    (instruction) => instruction.startsWith('USER '),
  );
  return [{ message: `The image runs as root: it says USER ${user.slice(0, 100)}`, evidence: [`USER ${user.slice(0, 100)}`], origin }];
}
