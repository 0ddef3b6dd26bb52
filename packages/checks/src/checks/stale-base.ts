import type { Check } from '../check.ts';

/** Whether the base is outdated is found out elsewhere: it takes the registry. */
export const staleBase: Check = {
  id: 'stale-base',
  title: 'The base image is up to date',
  remedy: 'Change FROM to what its tag points to now, or to the newest tag of its line.',
  severity: 'medium',
  cis: '4.4',
  urls: ['https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often'],
  run: ({ baseOutdated }) => {
    if (baseOutdated === undefined) return [{ status: 'unknown', message: 'It is not known whether the base image is up to date' }];
    const { name, reasons } = baseOutdated;
    return reasons.length === 0
      ? []
      : [{ message: `The base image ${name} is outdated: ${reasons[0]}`, evidence: reasons, origin: 'application' }];
  },
};
