import { type Distribution, majorOf } from './distribution.ts';
import { isBuiltBy } from './rpm-origin.ts';

/** AlmaLinux. Its errata name installed packages, by major release. */
export const almalinux: Distribution = {
  id: 'almalinux',
  packageType: 'rpm',
  ecosystem: 'AlmaLinux',
  named: 'binary',
  releaseOf: ({ versionId }) => majorOf(versionId) || undefined,
  isOfficial: (pkg) => isBuiltBy(pkg, ['AlmaLinux', 'CloudLinux']),
  endOfLife: { product: 'almalinux', hasFreeExtension: false, cycleOf: ({ versionId }) => majorOf(versionId) },
};
