import { type Distribution, majorOf } from './distribution.ts';
import { isBuiltBy } from './rpm-origin.ts';

/** Azure Linux. Its OSV records name source packages, by major release. */
export const azurelinux: Distribution = {
  id: 'azurelinux',
  packageType: 'rpm',
  ecosystem: 'Azure Linux',
  named: 'source',
  releaseOf: ({ versionId }) => majorOf(versionId) || undefined,
  isOfficial: (pkg) => isBuiltBy(pkg, ['Microsoft Corporation']),
};
