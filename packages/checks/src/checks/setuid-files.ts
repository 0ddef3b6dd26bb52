import type { Check } from '../check.ts';
import { observeByLayer } from '../files/group-facts.ts';

/** Programs that run with more rights than whoever starts them. */
export const setuidFiles: Check = {
  id: 'CIS-4.8',
  title: 'No program is setuid or setgid',
  remedy: 'Remove the packages, or the bits: RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +',
  severity: 'low',
  cis: '4.8',
  urls: ['https://man7.org/linux/man-pages/man7/inode.7.html'],
  run: (input) =>
    observeByLayer(input, ({ fact: { kind } }) => kind === 'setuid' || kind === 'setgid', {
      one: 'setuid or setgid file',
      many: 'setuid or setgid files',
    }),
};
