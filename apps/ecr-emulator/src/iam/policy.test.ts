import { expect, it } from 'vitest';
import { parsePolicy } from './policy.ts';

it('makes lists of single values', () => {
  const statement = { Effect: 'Allow', Action: 'ecr:*', Resource: '*', Principal: { AWS: '123456789012' } };

  expect(parsePolicy({ Version: '2012-10-17', Statement: statement })).toEqual([
    {
      effect: 'Allow',
      actions: ['ecr:*'],
      notActions: undefined,
      resources: ['*'],
      notResources: undefined,
      principals: ['123456789012'],
      conditions: [],
    },
  ]);
});

it('takes conditions apart', () => {
  const [statement] = parsePolicy({
    Statement: [{ Effect: 'Deny', NotAction: ['a', 'b'], Condition: { StringLike: { 'aws:PrincipalArn': ['x*', 'y*'] } } }],
  });

  expect(statement).toMatchObject({
    notActions: ['a', 'b'],
    conditions: [{ operator: 'StringLike', key: 'aws:PrincipalArn', values: ['x*', 'y*'] }],
  });
});

it.each([
  ['nothing', {}],
  ['both Action and NotAction', { Statement: { Effect: 'Allow', Action: 'a', NotAction: 'b' } }],
  ['neither', { Statement: { Effect: 'Allow', Resource: '*' } }],
  ['an unknown effect', { Statement: { Effect: 'Maybe', Action: '*' } }],
  [
    'an operator that is not evaluated',
    { Statement: { Effect: 'Allow', Action: '*', Condition: { IpAddress: { 'aws:SourceIp': '::1' } } } },
  ],
  ['an unknown member', { Statement: { Effect: 'Allow', Action: '*', Actoin: '*' } }],
])('refuses %s', (_what, document) => expect(() => parsePolicy(document)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' })));
