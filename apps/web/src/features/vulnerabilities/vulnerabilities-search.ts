import { z } from 'zod';
import { On, Share, Text } from '../../ui/search-params.ts';

/** What the address of the vulnerabilities page holds. */
export const VulnerabilitiesSearch = z.object({
  q: Text,
  severity: Text,
  fixable: On,
  exploited: On,
  epss: Share,
  /** Those too that are decided everywhere. */
  decided: On,
  connection: z.coerce.number().int().positive().optional().catch(undefined),
});
export type VulnerabilitiesSearch = z.infer<typeof VulnerabilitiesSearch>;
