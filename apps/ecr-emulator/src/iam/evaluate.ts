import { type ConditionContext, holds } from './conditions.ts';
import type { Policy, Statement } from './policy.ts';
import { matchesWildcard } from './wildcard.ts';

/** Layers that must allow as well, beside identity and resource policies. The words are those of the denial texts. */
export type GuardrailKind =
  | 'permissions boundary'
  | 'session policy'
  | 'service control policy'
  | 'resource control policy'
  | 'VPC endpoint policy';

export interface Guardrail {
  readonly kind: GuardrailKind;
  readonly policies: readonly Policy[];
}

/** One question to IAM. */
export interface AccessRequest {
  /** `ecr:BatchGetImage` */
  readonly action: string;
  readonly resource: string;
  /** Who asks, by every name a policy may use: ARN, role ARN, account root, account id. */
  readonly principalNames: readonly string[];
  /** The principal lives in another account than the resource. */
  readonly crossAccount: boolean;
  readonly identityPolicies: readonly Policy[];
  readonly resourcePolicy: Policy | undefined;
  readonly guardrails: readonly Guardrail[];
  readonly context: ConditionContext;
}

type Answer = 'allow' | 'deny' | 'silent';

/** Undefined if allowed, else the reason as the denial text gives it. An explicit deny anywhere wins. */
export function denialReason(request: AccessRequest): string | undefined {
  const identity = ask(request.identityPolicies, request, false);
  const resource = request.resourcePolicy ? ask([request.resourcePolicy], request, true) : 'silent';
  const guardrails = request.guardrails.map(({ kind, policies }) => ({ kind, answer: ask(policies, request, false) }));

  if (identity === 'deny') return 'with an explicit deny in an identity-based policy';
  if (resource === 'deny') return 'with an explicit deny in a resource-based policy';
  const denying = guardrails.find(({ answer }) => answer === 'deny');
  if (denying) return `with an explicit deny in a ${denying.kind}`;

  const silent = guardrails.find(({ answer }) => answer === 'silent');
  if (silent) return `because no ${silent.kind} allows the ${request.action} action`;
  const granted = request.crossAccount ? identity === 'allow' : identity === 'allow' || resource === 'allow';
  if (!granted) return `because no identity-based policy allows the ${request.action} action`;
  if (request.crossAccount && resource !== 'allow') return `because no resource-based policy allows the ${request.action} action`;
  return undefined;
}

function ask(policies: readonly Policy[], request: AccessRequest, needsPrincipal: boolean): Answer {
  const matching = policies.flat().filter((statement) => applies(statement, request, needsPrincipal));
  if (matching.some(({ effect }) => effect === 'Deny')) return 'deny';
  return matching.length > 0 ? 'allow' : 'silent';
}

function applies(statement: Statement, request: AccessRequest, needsPrincipal: boolean): boolean {
  return (
    coversAction(statement, request.action) &&
    coversResource(statement, request.resource) &&
    (!needsPrincipal || statement.principals.some((name) => name === '*' || request.principalNames.includes(name))) &&
    holds(statement.conditions, request.context)
  );
}

function coversAction({ actions, notActions }: Statement, action: string): boolean {
  const matches = (pattern: string) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
  return notActions ? !notActions.some(matches) : actions.some(matches);
}

function coversResource({ resources, notResources }: Statement, resource: string): boolean {
  const matches = (pattern: string) => matchesWildcard(pattern, resource);
  if (notResources) return !notResources.some(matches);
  return resources === undefined || resources.some(matches);
}
