import { PLAN_KINDS } from '@plimsoll/contract';
import { z } from 'zod';
import { oneOf, Text } from '../../ui/search-params.ts';

/** What the address of the fix plans holds. Without `tab` it is the whole fleet, fix by fix. */
export const PlansSearch = z.object({
  tab: oneOf(['plans', 'done', 'stale']),
  kind: oneOf(PLAN_KINDS),
  connection: z.coerce.number().int().positive().optional().catch(undefined),
  repository: Text,
  /** One fix: its plan in every repository. */
  key: Text,
});
export type PlansSearch = z.infer<typeof PlansSearch>;

/** What the address of one plan holds: its steps that are left out, `2,5`. */
export const PlanSearch = z.object({ without: Text });
