import { z } from 'zod';
import { oneOf } from '../../ui/search-params.ts';

/** What the address of the decisions page holds. */
export const DecisionsSearch = z.object({ state: oneOf(['closed', 'all']) });
export type DecisionsSearch = z.infer<typeof DecisionsSearch>;
