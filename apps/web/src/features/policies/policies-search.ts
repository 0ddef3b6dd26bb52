import { POLICY_GROUPS, POLICY_IMAGE_SORTS, POLICY_STATES, type PolicyDetail } from '@plimsoll/contract';
import { z } from 'zod';
import { oneOf, Text } from '../../ui/search-params.ts';

/** What the address of the policies page holds. */
export const PoliciesSearch = z.object({
  tab: oneOf(['cis']),
  /** Of the CIS sections. */
  connection: z.coerce.number().int().positive().optional().catch(undefined),
  repository: Text,
});
export type PoliciesSearch = z.infer<typeof PoliciesSearch>;

/** What the address of one policy holds. */
export const PolicySearch = z.object({
  state: oneOf(POLICY_STATES),
  q: Text,
  /** Absent: the nearest deadline first, where the policy has deadlines. */
  sort: oneOf(POLICY_IMAGE_SORTS),
  /** Absent: images. */
  by: oneOf(POLICY_GROUPS),
});
export type PolicySearch = z.infer<typeof PolicySearch>;

/** Whether images run out of time under a policy. */
export function hasDeadline({ rules }: Pick<PolicyDetail, 'rules'>): boolean {
  return rules.some(({ kind }) => kind === 'fix-deadline');
}
