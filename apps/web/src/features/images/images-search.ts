import { z } from 'zod';
import { oneOf, Text } from '../../ui/search-params.ts';

/** What the address of the images page holds. Without `view` it lists repositories. */
export const ImagesSearch = z.object({
  view: oneOf(['tags']),
  q: Text,
  severity: Text,
  coverage: oneOf(['complete', 'partial', 'unsupported', 'not-an-image']),
  state: oneOf(['discovered', 'reading', 'read', 'failed', 'not-an-image']),
  connection: z.coerce.number().int().positive().optional().catch(undefined),
});
export type ImagesSearch = z.infer<typeof ImagesSearch>;
