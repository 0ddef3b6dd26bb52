import { type Distribution, minorOf } from './distribution.ts';

/** Alpine. Its advisories name the origin. `edge` says `3.21.0_alpha20240923` and has none. */
export const alpine: Distribution = {
  id: 'alpine',
  packageType: 'apk',
  ecosystem: 'Alpine',
  named: 'source',
  releaseOf({ versionId }) {
    const branch = minorOf(versionId);
    return branch === undefined ? undefined : `v${branch}`;
  },
  isOfficial: () => true,
  endOfLife: { product: 'alpine', hasFreeExtension: false, cycleOf: ({ versionId }) => minorOf(versionId) ?? versionId },
};
