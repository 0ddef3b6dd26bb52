import { isThirdPartyDeb } from './deb-origin.ts';
import { type Distribution, minorOf } from './distribution.ts';

/** Ubuntu. Its extended support (Pro) is paid, so a release ends with the regular one. */
export const ubuntu: Distribution = {
  id: 'ubuntu',
  packageType: 'deb',
  ecosystem: 'Ubuntu',
  named: 'source',
  releaseOf: ({ versionId }) => minorOf(versionId),
  isOfficial: (pkg) => !isThirdPartyDeb(pkg),
  endOfLife: { product: 'ubuntu', hasFreeExtension: false, cycleOf: ({ versionId }) => minorOf(versionId) ?? versionId },
};
