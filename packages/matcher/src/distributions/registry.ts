import type { OperatingSystem } from '@plimsoll/model';
import { almalinux } from './almalinux.ts';
import { alpine } from './alpine.ts';
import { azurelinux } from './azurelinux.ts';
import { chainguard } from './chainguard.ts';
import { debian } from './debian.ts';
import type { Distribution } from './distribution.ts';
import { opensuseLeap, opensuseTumbleweed } from './opensuse.ts';
import { rhel } from './rhel.ts';
import { rocky } from './rocky.ts';
import { sles } from './sles.ts';
import { ubuntu } from './ubuntu.ts';
import { wolfi } from './wolfi.ts';

/** Every distribution of which we can judge packages. */
export const distributions: readonly Distribution[] = [
  almalinux,
  alpine,
  azurelinux,
  chainguard,
  debian,
  opensuseLeap,
  opensuseTumbleweed,
  rhel,
  rocky,
  sles,
  ubuntu,
  wolfi,
];

/** The distribution of an image, by the ID of its os-release. A derivative is not its parent: its versions are its own. */
export function distributionOf(os: OperatingSystem | undefined): Distribution | undefined {
  return distributions.find(({ id }) => id === os?.id);
}
