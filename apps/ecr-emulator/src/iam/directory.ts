import { randomBytes } from 'node:crypto';
import { PlimsollError } from '@plimsoll/model';
import type { EmulatorClock } from '../clock.ts';
import type { Guardrail, GuardrailKind } from './evaluate.ts';
import { parsePolicy, type Policy, type PolicyDocument } from './policy.ts';

export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface TemporaryKeys extends AccessKeys {
  readonly sessionToken: string;
  readonly expiresAt: number;
}

/** What users and roles have in common. */
export interface IdentitySpec {
  readonly name: string;
  /** `/` or `/teams/security/`; default `/` */
  readonly path?: string;
  /** 12 digits; default: the emulator's account. */
  readonly account?: string;
  /** Identity policies; none means that nothing is allowed. */
  readonly policies?: readonly PolicyDocument[];
  /** Further layers that must allow too: permissions boundary, service control policy, ... */
  readonly guardrails?: Readonly<Partial<Record<GuardrailKind, readonly PolicyDocument[]>>>;
}

export interface UserSpec extends IdentitySpec {
  /** Default: made up, and returned by `addUser`. */
  readonly keys?: AccessKeys;
}

export interface RoleSpec extends IdentitySpec {
  /** Who may assume it, and under which condition (`sts:ExternalId`). */
  readonly trust: PolicyDocument;
}

/** Who calls, with what the policies say at this moment. */
export interface Principal {
  /** `arn:aws:iam::123456789012:user/jane`, `arn:aws:sts::123456789012:assumed-role/reader/plimsoll` */
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
  readonly accessKeyId: string;
  readonly isRoleSession: boolean;
  /** Every name by which a Principal element may mean it. */
  readonly names: readonly string[];
  readonly identityPolicies: readonly Policy[];
  readonly guardrails: readonly Guardrail[];
}

/** A key as the signature check needs it; `principal` is asked anew for each call, since policies change. */
export interface Credential extends AccessKeys {
  readonly sessionToken?: string;
  readonly expiresAt?: number;
  principal(): Principal;
}

export interface Role {
  readonly arn: string;
  readonly account: string;
  readonly trust: Policy;
  /** New keys of a session. */
  openSession(
    sessionName: string,
    durationSeconds: number,
    sessionPolicy: Policy | undefined,
  ): TemporaryKeys & { readonly principal: Principal };
}

/** Users, roles, keys and sessions. */
export interface Directory {
  /** @throws PlimsollError INVALID_INPUT for a policy that cannot be evaluated */
  addUser(spec: UserSpec): AccessKeys;
  addRole(spec: RoleSpec): string;
  /** Replaces the identity policies of a user or role. They are seen after `visibleAfterMs` (default 0), as on AWS with its seconds of delay. */
  setPolicies(name: string, policies: readonly PolicyDocument[], options?: { visibleAfterMs?: number }): void;
  findCredential(accessKeyId: string): Credential | undefined;
  findRole(arn: string): Role | undefined;
}

interface PolicyVersion {
  readonly visibleAt: number;
  readonly policies: readonly Policy[];
}

export function createDirectory(options: { account: string; clock: EmulatorClock }): Directory {
  const { clock } = options;
  const credentials = new Map<string, Credential>();
  const roles = new Map<string, Role>();
  const policyVersions = new Map<string, PolicyVersion[]>();

  const policiesOf = (name: string): readonly Policy[] =>
    policyVersions.get(name)?.findLast(({ visibleAt }) => visibleAt <= clock.now())?.policies ?? [];

  const setPolicies: Directory['setPolicies'] = (name, documents, { visibleAfterMs = 0 } = {}) => {
    const versions = policyVersions.get(name);
    if (!versions) throw new PlimsollError('NOT_FOUND', `there is no user or role ${JSON.stringify(name)}`);
    versions.push({ visibleAt: clock.now() + visibleAfterMs, policies: documents.map(parsePolicy) });
  };

  const register = (spec: IdentitySpec): { account: string; guardrails: Guardrail[]; pathAndName: string } => {
    policyVersions.set(spec.name, [{ visibleAt: -Infinity, policies: (spec.policies ?? []).map(parsePolicy) }]);
    return {
      account: spec.account ?? options.account,
      guardrails: toGuardrails(spec),
      pathAndName: `${(spec.path ?? '/').slice(1)}${spec.name}`,
    };
  };

  const addUser: Directory['addUser'] = (spec) => {
    const { account, guardrails, pathAndName } = register(spec);
    const keys = spec.keys ?? { accessKeyId: newId('AKIA'), secretAccessKey: randomBytes(30).toString('base64') };
    const arn = `arn:aws:iam::${account}:user/${pathAndName}`;
    const userId = newId('AIDA');
    credentials.set(keys.accessKeyId, {
      ...keys,
      principal: () => ({
        arn,
        account,
        userId,
        accessKeyId: keys.accessKeyId,
        isRoleSession: false,
        names: [arn, ...accountNames(account)],
        identityPolicies: policiesOf(spec.name),
        guardrails,
      }),
    });
    return keys;
  };

  const addRole: Directory['addRole'] = (spec) => {
    const { account, guardrails, pathAndName } = register(spec);
    const roleArn = `arn:aws:iam::${account}:role/${pathAndName}`;
    const roleId = newId('AROA');
    const openSession: Role['openSession'] = (sessionName, durationSeconds, sessionPolicy) => {
      const keys: TemporaryKeys = {
        accessKeyId: newId('ASIA'),
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(240).toString('base64'),
        expiresAt: clock.now() + durationSeconds * 1000,
      };
      const arn = `arn:aws:sts::${account}:assumed-role/${spec.name}/${sessionName}`;
      const layers: Guardrail[] = sessionPolicy ? [...guardrails, { kind: 'session policy', policies: [sessionPolicy] }] : guardrails;
      const principal = (): Principal => ({
        arn,
        account,
        userId: `${roleId}:${sessionName}`,
        accessKeyId: keys.accessKeyId,
        isRoleSession: true,
        names: [arn, roleArn, ...accountNames(account)],
        identityPolicies: policiesOf(spec.name),
        guardrails: layers,
      });
      credentials.set(keys.accessKeyId, { ...keys, principal });
      return { ...keys, principal: principal() };
    };
    roles.set(roleArn, { arn: roleArn, account, trust: parsePolicy(spec.trust), openSession });
    return roleArn;
  };

  return {
    addUser,
    addRole,
    setPolicies,
    findCredential: (accessKeyId) => credentials.get(accessKeyId),
    findRole: (arn) => roles.get(arn),
  };
}

function toGuardrails(spec: IdentitySpec): Guardrail[] {
  const kinds: GuardrailKind[] = [
    'permissions boundary',
    'session policy',
    'service control policy',
    'resource control policy',
    'VPC endpoint policy',
  ];
  return kinds.flatMap((kind) => {
    const documents = spec.guardrails?.[kind];
    return documents ? [{ kind, policies: documents.map(parsePolicy) }] : [];
  });
}

function accountNames(account: string): string[] {
  return [account, `arn:aws:iam::${account}:root`];
}

/** `AKIA` and 16 characters of base 32, as Amazon's ids look. */
function newId(prefix: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return prefix + [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('');
}
