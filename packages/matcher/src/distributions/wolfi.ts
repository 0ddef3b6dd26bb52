import type { Distribution } from './distribution.ts';

/** Wolfi: rolling, advisories by origin. */
export const wolfi: Distribution = {
  id: 'wolfi',
  packageType: 'apk',
  ecosystem: 'Wolfi',
  named: 'source',
  releaseOf: () => '',
  isOfficial: () => true,
};
