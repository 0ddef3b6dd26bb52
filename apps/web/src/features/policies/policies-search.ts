import { POLICY_STATES } from '@plimsoll/contract';
import { z } from 'zod';
import { oneOf, Text } from '../../ui/search-params.ts';

/** What the address of one policy holds. */
export const PolicySearch = z.object({ state: oneOf(POLICY_STATES), q: Text });
export type PolicySearch = z.infer<typeof PolicySearch>;
