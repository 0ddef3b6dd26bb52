import type { Distribution } from './distribution.ts';
import { isBuiltBy } from './rpm-origin.ts';

/** SUSE Linux Enterprise Server, its modules included. Its OSV records name source packages, by service pack: `15.6`. */
export const sles: Distribution = {
  id: 'sles',
  packageType: 'rpm',
  ecosystem: 'SUSE',
  named: 'source',
  releaseOf: ({ versionId }) => versionId || undefined,
  isOfficial: (pkg) => isBuiltBy(pkg, ['SUSE']),
  endOfLife: { product: 'sles', hasFreeExtension: false, cycleOf: ({ versionId }) => versionId },
};
