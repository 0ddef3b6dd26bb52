import { expect, it } from 'vitest';
import { ACTIONS, partitionOf, policyText, statementText, trustPolicyText } from './policies.ts';

it('asks for five actions and no more', () => {
  const policy = JSON.parse(policyText('eu-central-1', '123456789012')) as { Statement: { Action: string | string[]; Resource: string }[] };

  expect(policy.Statement.flatMap(({ Action }) => Action)).toEqual(ACTIONS);
  expect(policy.Statement.map(({ Resource }) => Resource)).toEqual(['*', 'arn:aws:ecr:eu-central-1:123456789012:repository/*']);
});

it('grants the token on * only', () => {
  expect(JSON.parse(statementText('ecr:GetAuthorizationToken', 'eu-central-1'))).toMatchObject({ Resource: '*' });
});

it.each([
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('%s is in the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

it('asks for the external id', () => {
  expect(trustPolicyText('arn:aws:iam::1:root', 'x-1')).toContain('"sts:ExternalId": "x-1"');
});
