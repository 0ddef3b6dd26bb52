import type { Rule } from '@plimsoll/model';
import type { RuleKind } from './rule-kind.ts';
import { approvedBases } from './rules/approved-bases.ts';
import { bannedPackages } from './rules/banned-packages.ts';
import { completeCoverage } from './rules/complete-coverage.ts';
import { currentBase } from './rules/current-base.ts';
import { deniedLicenses } from './rules/denied-licenses.ts';
import { epssLimit } from './rules/epss-limit.ts';
import { fixDeadline } from './rules/fix-deadline.ts';
import { noExploited } from './rules/no-exploited.ts';
import { noSecrets } from './rules/no-secrets.ts';
import { nonRoot } from './rules/non-root.ts';
import { severityLimit } from './rules/severity-limit.ts';
import { signed } from './rules/signed.ts';
import { supportedBase } from './rules/supported-base.ts';

/** Every kind of rule. A kind of the model that is missing here does not compile. */
export const ruleKinds: { readonly [K in Rule['kind']]: RuleKind<K> } = {
  'approved-bases': approvedBases,
  'banned-packages': bannedPackages,
  'complete-coverage': completeCoverage,
  'current-base': currentBase,
  'denied-licenses': deniedLicenses,
  'epss-limit': epssLimit,
  'fix-deadline': fixDeadline,
  'no-exploited': noExploited,
  'no-secrets': noSecrets,
  'non-root': nonRoot,
  'severity-limit': severityLimit,
  signed,
  'supported-base': supportedBase,
};
