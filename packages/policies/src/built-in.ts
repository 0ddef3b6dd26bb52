import type { Rule } from '@plimsoll/model';

/** A policy that comes with the product. */
export interface BuiltInPolicy {
  /** Stored, so it never changes. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly rules: readonly Rule[];
  /** Whether it is on before anybody says so. */
  readonly enabled: boolean;
}

/** The policies that come with the product, in the order in which they are shown. */
export const builtInPolicies: readonly BuiltInPolicy[] = [
  {
    key: 'no-exploited',
    name: 'Nothing that is exploited',
    description: 'No open vulnerability that CISA lists as exploited.',
    rules: [{ kind: 'no-exploited' }],
    enabled: true,
  },
  {
    key: 'fix-deadline',
    name: 'Fixes in time',
    description: 'What has a fix is fixed in time: critical within 7 days, high within 30, medium within 90.',
    rules: [{ kind: 'fix-deadline', criticalDays: 7, highDays: 30, mediumDays: 90 }],
    enabled: true,
  },
  {
    key: 'supported-base',
    name: 'A distribution with support',
    description: 'The distribution in the image still gets security fixes.',
    rules: [{ kind: 'supported-base' }],
    enabled: true,
  },
  {
    key: 'current-base',
    name: 'A base that is up to date',
    description: 'The image is built on what the tag of its base points to now, and on the newest tag of its line.',
    rules: [{ kind: 'current-base' }],
    enabled: true,
  },
  {
    key: 'non-root',
    name: 'Not as root',
    description: 'The image names a user other than root.',
    rules: [{ kind: 'non-root' }],
    enabled: true,
  },
  {
    key: 'no-secrets',
    name: 'No secrets',
    description: 'No key or password in the environment, the history or the files of the image.',
    rules: [{ kind: 'no-secrets' }],
    enabled: true,
  },
  {
    key: 'complete-coverage',
    name: 'Wholly read',
    description: 'Everything of the image could be read and compared.',
    rules: [{ kind: 'complete-coverage' }],
    enabled: true,
  },
  {
    key: 'signed',
    name: 'Signed',
    description: 'A signature lies beside the image in its repository.',
    rules: [{ kind: 'signed' }],
    enabled: false,
  },
];
