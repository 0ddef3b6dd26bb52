import { type Distribution, majorOf } from './distribution.ts';
import { isBuiltBy } from './rpm-origin.ts';

/** Red Hat Enterprise Linux and its universal base images. Errata name installed packages; layered products are left aside. */
export const rhel: Distribution = {
  id: 'rhel',
  packageType: 'rpm',
  ecosystem: 'Red Hat',
  named: 'binary',
  releaseOf: ({ versionId }) => majorOf(versionId) || undefined,
  isOfficial: (pkg) => isBuiltBy(pkg, ['Red Hat']),
  endOfLife: { product: 'rhel', hasFreeExtension: false, cycleOf: ({ versionId }) => majorOf(versionId) },
};
