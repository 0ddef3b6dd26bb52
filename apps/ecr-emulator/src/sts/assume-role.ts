import { PlimsollError } from '@plimsoll/model';
import { AwsError } from '../aws-error.ts';
import type { Caller } from '../authenticate.ts';
import type { Role } from '../iam/directory.ts';
import { denialReason } from '../iam/evaluate.ts';
import { parsePolicy, type Policy } from '../iam/policy.ts';
import type { StsAction } from './action.ts';

const MIN_SECONDS = 900;
const MAX_SECONDS = 43_200;
/** A role assumed from another role's session lives no longer. */
const MAX_CHAINED_SECONDS = 3600;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole: StsAction = {
  name: 'AssumeRole',
  run: (parameters, { world, caller }) => {
    const roleArn = required(parameters, 'RoleArn', /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/);
    const sessionName = required(parameters, 'RoleSessionName', /^[\w+=,.@-]{2,64}$/);
    const externalId = parameters.get('ExternalId') ?? undefined;
    if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) throw invalid('externalId', '[\\w+=,.@:\\/-]*');
    const seconds = durationOf(parameters, caller);
    const sessionPolicy = policyOf(parameters.get('Policy'));
    const role = world.directory.findRole(roleArn);
    if (!role || !mayAssume(caller, role, externalId)) {
      throw new AwsError(
        'AccessDenied',
        `User: ${caller.principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
        {
          status: 403,
        },
      );
    }
    const session = role.openSession(sessionName, seconds, sessionPolicy);
    return {
      AssumedRoleUser: { AssumedRoleId: session.principal.userId, Arn: session.principal.arn },
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAt).toISOString(),
      },
    };
  },
};

const ANYTHING: Policy = parsePolicy({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });

/**
 * The trust policy must allow it always. Where it names the caller itself, in the role's account, that is enough; where it names the
 * account, or another account's caller, the caller's own policies must allow it as well.
 */
function mayAssume({ principal, region }: Caller, role: Role, externalId: string | undefined): boolean {
  const request = {
    action: 'sts:AssumeRole',
    resource: role.arn,
    principalNames: principal.names,
    crossAccount: true,
    identityPolicies: principal.identityPolicies,
    resourcePolicy: role.trust,
    guardrails: principal.guardrails,
    context: new Map([
      ['aws:principalarn', principal.arn],
      ['aws:requestedregion', region],
      ...(externalId === undefined ? [] : [['sts:externalid', externalId] as const]),
    ]),
  };
  if (denialReason(request) === undefined) return true;
  const itself = principal.names.filter((name) => !name.endsWith(':root') && !/^\d{12}$/.test(name));
  const trusted = { ...request, principalNames: itself, identityPolicies: [...principal.identityPolicies, ANYTHING] };
  return principal.account === role.account && denialReason(trusted) === undefined;
}

function durationOf(parameters: URLSearchParams, caller: Caller): number {
  const text = parameters.get('DurationSeconds') ?? '3600';
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${text}' at 'durationSeconds' failed to satisfy constraint: Member must have value between ${MIN_SECONDS} and ${MAX_SECONDS}`,
    );
  }
  if (caller.principal.isRoleSession && seconds > MAX_CHAINED_SECONDS) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  return seconds;
}

function policyOf(text: string | null): Policy | undefined {
  if (text === null) return undefined;
  try {
    return parsePolicy(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof PlimsollError) {
      throw new AwsError('MalformedPolicyDocument', `The policy is not valid: ${error.message}`);
    }
    throw error;
  }
}

function required(parameters: URLSearchParams, name: string, pattern: RegExp): string {
  const value = parameters.get(name);
  if (value === null || !pattern.test(value)) throw invalid(name.charAt(0).toLowerCase() + name.slice(1), pattern.source);
  return value;
}

function invalid(member: string, pattern: string): AwsError {
  return new AwsError(
    'ValidationError',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  );
}
