import type { PolicyDetail, PolicyRule } from '@plimsoll/contract';

export type FakePolicy = Pick<PolicyDetail, 'id' | 'name' | 'description' | 'scope' | 'rules' | 'enabled' | 'builtIn'>;

/** Those that come with the product, as far as the pages need them, and an own one. */
export function somePolicies(): FakePolicy[] {
  const builtIn = (id: number, name: string, description: string, rule: PolicyRule, enabled = true): FakePolicy => ({
    id,
    name,
    description,
    scope: {},
    rules: [rule],
    enabled,
    builtIn: true,
  });
  return [
    builtIn(1, 'Nothing that is exploited', 'No open vulnerability that CISA lists as exploited.', { kind: 'no-exploited' }),
    builtIn(2, 'Fixes in time', 'What has a fix is fixed in time: critical within 7 days, high within 30, medium within 90.', {
      kind: 'fix-deadline',
      criticalDays: 7,
      highDays: 30,
      mediumDays: 90,
    }),
    builtIn(3, 'Not as root', 'The image names a user other than root.', { kind: 'non-root' }),
    builtIn(4, 'Signed', 'A signature lies beside the image in its repository.', { kind: 'signed' }, false),
    {
      id: 5,
      name: 'Shop goes live',
      description: 'What the shop may run.',
      scope: { repositoryGlob: 'shop/*' },
      rules: [
        { kind: 'severity-limit', critical: 0 },
        { kind: 'approved-bases', globs: ['platform/*'] },
      ],
      enabled: true,
      builtIn: false,
    },
  ];
}
