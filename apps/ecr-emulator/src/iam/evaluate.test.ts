import { expect, it } from 'vitest';
import { type AccessRequest, denialReason, type GuardrailKind } from './evaluate.ts';
import { parsePolicy, type PolicyStatement } from './policy.ts';

const of = (...Statement: PolicyStatement[]) => parsePolicy({ Statement });
const allow: PolicyStatement = { Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' };
const deny: PolicyStatement = { ...allow, Effect: 'Deny' };

const request: AccessRequest = {
  action: 'ecr:X',
  resource: 'arn',
  principalNames: ['me'],
  crossAccount: false,
  identityPolicies: [],
  resourcePolicy: undefined,
  guardrails: [],
  context: new Map(),
};

it.each([
  ['nothing', {}, 'because no identity-based policy allows the ecr:X action'],
  ['identity', { identityPolicies: [of(allow)] }, undefined],
  ['resource', { resourcePolicy: of(allow) }, undefined],
  [
    'identity, other account',
    { identityPolicies: [of(allow)], crossAccount: true },
    'because no resource-based policy allows the ecr:X action',
  ],
  [
    'resource, other account',
    { resourcePolicy: of(allow), crossAccount: true },
    'because no identity-based policy allows the ecr:X action',
  ],
  ['both, other account', { identityPolicies: [of(allow)], resourcePolicy: of(allow), crossAccount: true }, undefined],
  ['denied by identity', { identityPolicies: [of(allow), of(deny)] }, 'with an explicit deny in an identity-based policy'],
  ['denied by resource', { identityPolicies: [of(allow)], resourcePolicy: of(deny) }, 'with an explicit deny in a resource-based policy'],
  [
    'another principal',
    { resourcePolicy: of({ ...allow, Principal: { AWS: 'you' } }) },
    'because no identity-based policy allows the ecr:X action',
  ],
] satisfies [string, Partial<AccessRequest>, string | undefined][])('%s', (_name, change, reason) =>
  expect(denialReason({ ...request, ...change })).toBe(reason),
);

it.each([
  'permissions boundary',
  'session policy',
  'service control policy',
  'resource control policy',
  'VPC endpoint policy',
] satisfies GuardrailKind[])('a %s must allow, and may deny', (kind) => {
  const ask = (...statements: PolicyStatement[]) =>
    denialReason({ ...request, identityPolicies: [of(allow)], guardrails: [{ kind, policies: statements.map((one) => of(one)) }] });

  expect(ask(allow)).toBeUndefined();
  expect(ask()).toBe(`because no ${kind} allows the ecr:X action`);
  expect(ask(allow, deny)).toBe(`with an explicit deny in a ${kind}`);
});
