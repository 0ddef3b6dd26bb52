import type { Decision } from '@plimsoll/contract';

const DAY = 86_400_000;

/** One that holds, one that expired and one that was ended. */
export function someDecisions(now: number): Decision[] {
  const at = (days: number) => new Date(now + days * DAY).toISOString();
  const nothing = { findings: 0, images: 0 };
  return [
    {
      id: 3,
      kind: 'accepted',
      scope: { connection: 1, connectionName: 'Production', repositoryGlob: 'team/*' },
      vulnerability: 'CVE-2023-44487',
      packagePattern: 'nginx*',
      reason: 'Behind the load balancer, which limits streams for each connection.',
      author: 'sam@example.com',
      createdAt: at(-20),
      expiresAt: at(70),
      state: 'open',
      hides: nothing,
    },
    {
      id: 2,
      kind: 'not-affected',
      justification: 'vulnerable_code_not_in_execute_path',
      scope: {},
      packagePattern: 'perl*',
      reason: 'No image runs perl scripts of others.',
      author: 'kim@example.com',
      createdAt: at(-200),
      expiresAt: at(-20),
      state: 'expired',
      endedAt: at(-20),
      hides: nothing,
    },
    {
      id: 1,
      kind: 'false-positive',
      scope: { connection: 1, connectionName: 'Production', repositoryGlob: 'shop/web', tagGlob: '1.*' },
      vulnerability: 'CVE-2021-23337',
      reason: 'Another lodash.',
      author: 'sam@example.com',
      createdAt: at(-90),
      state: 'ended',
      endedAt: at(-60),
      endedBy: 'kim@example.com',
      endedReason: 'It was the same after all.',
      hides: nothing,
    },
  ];
}
