import type { Distribution } from './distribution.ts';
import { isBuiltBy } from './rpm-origin.ts';

/** openSUSE Leap. Its OSV records name source packages: `Leap 15.6`. */
export const opensuseLeap: Distribution = {
  id: 'opensuse-leap',
  packageType: 'rpm',
  ecosystem: 'openSUSE',
  named: 'source',
  releaseOf: ({ versionId }) => (versionId === '' ? undefined : `Leap ${versionId}`),
  isOfficial: (pkg) => isBuiltBy(pkg, ['SUSE', 'openSUSE']),
  endOfLife: { product: 'opensuse', hasFreeExtension: false, cycleOf: ({ versionId }) => versionId },
};

/** openSUSE Tumbleweed: rolling, but OSV gives it a release of its name. */
export const opensuseTumbleweed: Distribution = {
  id: 'opensuse-tumbleweed',
  packageType: 'rpm',
  ecosystem: 'openSUSE',
  named: 'source',
  releaseOf: () => 'Tumbleweed',
  isOfficial: (pkg) => isBuiltBy(pkg, ['SUSE', 'openSUSE']),
};
