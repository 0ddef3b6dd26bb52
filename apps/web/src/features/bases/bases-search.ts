import { z } from 'zod';
import { On, oneOf, Text } from '../../ui/search-params.ts';

/** What the address of the base images holds: how they are shown, filters, and the base whose panel is open, by its digest. */
export const BasesSearch = z.object({
  view: oneOf(['graph', 'table']),
  q: Text,
  outdated: On,
  all: On,
  base: Text,
});
export type BasesSearch = z.infer<typeof BasesSearch>;
