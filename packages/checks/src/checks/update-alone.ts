import { originOfStep } from '../origin.ts';
import type { Check, CheckInput, Observation } from '../check.ts';
import { redactSecrets } from '../secrets/find-secrets.ts';

/** An update in a layer of its own is cached: what is installed later comes from an old index. */
export const updateAlone: Check = {
  id: 'CIS-4.7',
  title: 'Package indexes are updated where they are used',
  remedy: 'Put update and install into one RUN, so that a cached layer cannot hold an old index.',
  severity: 'low',
  cis: '4.7',
  urls: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  run,
};

const UPDATE =
  /(?:^|[\s;&|(])(?:apt-get|apt|apk|zypper|dnf|yum|microdnf)\s(?:[^;&|]{0,200}\s)?(?:update|refresh|makecache|check-update)(?=$|[\s;&|)])/;
const USE =
  /(?:^|[\s;&|(])(?:apt-get|apt|apk|aptitude|zypper|dnf|yum|microdnf)\s(?:[^;&|]{0,200}\s)?(?:install|add|upgrade|dist-upgrade|full-upgrade|source|build-dep|in|up|download)(?=$|[\s;&|)])/;
/** There `update` installs. */
const UPDATE_IS_UPGRADE = /(?:^|[\s;&|(])(?:zypper|dnf|yum|microdnf)\s(?:[^;&|]{0,200}\s)?update(?=$|[\s;&|)])/;

function run(input: CheckInput): Observation[] {
  if (input.steps.length === 0) return [{ status: 'unknown', message: 'The image has no history' }];
  return input.steps.flatMap(({ instruction, layer }, index): Observation[] => {
    const command = instruction.startsWith('RUN ') ? instruction.slice('RUN '.length, 20_000) : '';
    if (!UPDATE.test(command) || USE.test(command) || UPDATE_IS_UPGRADE.test(command)) return [];
    const evidence = redactSecrets(instruction.slice(0, 300));
    return [
      {
        message: 'An instruction updates the package index and installs nothing',
        evidence: [evidence],
        origin: originOfStep(index, input),
        ...(layer === undefined ? {} : { layer }),
      },
    ];
  });
}
