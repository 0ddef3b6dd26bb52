import { expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { createDirectory } from './directory.ts';

const everything = { Statement: { Effect: 'Allow' as const, Action: '*', Resource: '*' } };

it('names users and sessions as Amazon does', () => {
  const directory = createDirectory({ account: '123456789012', clock: createClock(() => 0) });
  const user = directory.addUser({ name: 'jane', path: '/teams/' });
  const roleArn = directory.addRole({ name: 'reader', account: '210987654321', trust: everything });
  const session = directory.findRole(roleArn)?.openSession('s1', 900, undefined);

  expect(user.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
  expect(directory.findCredential(user.accessKeyId)?.principal()).toMatchObject({
    arn: 'arn:aws:iam::123456789012:user/teams/jane',
    isRoleSession: false,
  });
  expect(session).toMatchObject({
    accessKeyId: expect.stringMatching(/^ASIA/),
    expiresAt: 900_000,
    principal: { arn: 'arn:aws:sts::210987654321:assumed-role/reader/s1', account: '210987654321' },
  });
  expect(session?.principal.names).toContain(roleArn);
});

it('shows a policy change after its delay', () => {
  const clock = createClock(() => 0);
  const directory = createDirectory({ account: '123456789012', clock });
  const { accessKeyId } = directory.addUser({ name: 'jane' });
  const policies = () => directory.findCredential(accessKeyId)?.principal().identityPolicies.length;
  directory.setPolicies('jane', [everything], { visibleAfterMs: 100 });

  expect(policies()).toBe(0);
  clock.advance(100);
  expect(policies()).toBe(1);
  expect(() => directory.setPolicies('nobody', [])).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
});
