import { isThirdPartyDeb } from './deb-origin.ts';
import type { Distribution } from './distribution.ts';

/** Debian. Its security advisories name source packages; `sid` and `testing` have no release number and no advisories. */
export const debian: Distribution = {
  id: 'debian',
  packageType: 'deb',
  ecosystem: 'Debian',
  named: 'source',
  releaseOf: ({ versionId }) => (/^\d+$/.test(versionId) ? versionId : undefined),
  isOfficial: (pkg) => !isThirdPartyDeb(pkg),
  endOfLife: { product: 'debian', hasFreeExtension: true, cycleOf: ({ versionId }) => versionId },
};
