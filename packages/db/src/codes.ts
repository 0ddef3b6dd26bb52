import type { Coverage, FixState, Justification, LinkStatus, PolicyState } from '@plimsoll/model';

/** Names for the smallint codes of one column; the code of the first is 1. */
export interface Codes<Name extends string> {
  readonly names: readonly Name[];
  toCode(name: Name): number;
  /** @throws Error on a code that this program did not write */
  toName(code: number): Name;
}

function codes<Name extends string>(...names: Name[]): Codes<Name> {
  return {
    names,
    toCode: (name) => names.indexOf(name) + 1,
    toName: (code) => {
      const name = names[code - 1];
      if (name === undefined) throw new Error(`the database holds ${code}, which stands for none of ${names.join(', ')}`);
      return name;
    },
  };
}

export type ConnectionState = 'connected' | 'error' | 'disconnected';
export type ImageState = 'discovered' | 'reading' | 'read' | 'failed' | 'not-an-image';

export const CONNECTION_STATES: Codes<ConnectionState> = codes('connected', 'error', 'disconnected');
export const IMAGE_STATES: Codes<ImageState> = codes('discovered', 'reading', 'read', 'failed', 'not-an-image');
export const COVERAGES: Codes<Coverage> = codes('complete', 'partial', 'unsupported', 'not-an-image');
export const LINK_STATUSES: Codes<LinkStatus> = codes('affected', 'under_investigation');
export const FIX_STATES: Codes<FixState> = codes('available', 'none', 'wont_fix', 'deferred', 'end_of_life', 'unknown');
export const JUSTIFICATIONS: Codes<Justification> = codes(
  'vulnerable_code_not_present',
  'component_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
  'not_stated',
);

export const POLICY_STATES: Codes<PolicyState> = codes('pass', 'violation', 'unknown');

export type PlanState = 'open' | 'done' | 'stale';
export const PLAN_STATES: Codes<PlanState> = codes('open', 'done', 'stale');

export type DecisionKind = 'accepted' | 'false-positive' | 'not-affected';
export const DECISION_KINDS: Codes<DecisionKind> = codes('accepted', 'false-positive', 'not-affected');

/** `sha256:..` as the 32 bytes that the database stores. */
export function digestToBytes(digest: string): Buffer {
  return Buffer.from(digest.slice(digest.indexOf(':') + 1), 'hex');
}

/** SQL that turns a stored digest of `column` back into `sha256:..`. */
export function digestSql(column: string): string {
  return `'sha256:' || encode(${column}, 'hex')`;
}
