import type { Distribution } from './distribution.ts';

/** Chainguard's images: rolling, advisories by origin, Wolfi's packages among theirs. */
export const chainguard: Distribution = {
  id: 'chainguard',
  packageType: 'apk',
  ecosystem: 'Chainguard',
  named: 'source',
  releaseOf: () => '',
  isOfficial: () => true,
};
