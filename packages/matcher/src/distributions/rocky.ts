import { type Distribution, majorOf } from './distribution.ts';
import { isBuiltBy } from './rpm-origin.ts';

/** Rocky Linux. Its OSV records name source packages, by major release. */
export const rocky: Distribution = {
  id: 'rocky',
  packageType: 'rpm',
  ecosystem: 'Rocky Linux',
  named: 'source',
  releaseOf: ({ versionId }) => majorOf(versionId) || undefined,
  isOfficial: (pkg) => isBuiltBy(pkg, ['Rocky']),
  endOfLife: { product: 'rocky-linux', hasFreeExtension: false, cycleOf: ({ versionId }) => majorOf(versionId) },
};
