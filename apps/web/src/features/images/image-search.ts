import { DECIDED_STATES, FINDING_ORIGINS, FINDING_SORTS } from '@plimsoll/contract';
import { z } from 'zod';
import { On, oneOf, Share, Text } from '../../ui/search-params.ts';

export const IMAGE_TABS = ['findings', 'plan', 'packages', 'layers', 'configuration', 'compare', 'not-affected', 'problems'] as const;
export type ImageTab = (typeof IMAGE_TABS)[number];

/** What the address of an image's page holds: tab, layer, platform, filters, sort, and the finding whose panel is open. */
export const ImageSearch = z.object({
  tab: oneOf(IMAGE_TABS),
  layer: z.coerce.number().int().min(0).optional().catch(undefined),
  platform: Text,
  q: Text,
  severity: Text,
  fixable: On,
  exploited: On,
  epss: Share,
  ecosystem: Text,
  origin: oneOf(FINDING_ORIGINS),
  /** Absent: open ones only. */
  decided: oneOf(DECIDED_STATES),
  sort: oneOf(FINDING_SORTS),
  order: oneOf(['asc', 'desc']),
  finding: Text,
  package: Text,
  /** The plan that is open, by its key. */
  plan: Text,
  /** Its steps that are left out: `2,5`. */
  without: Text,
  /** What to compare with: a tag or digest, of this repository unless another is named. */
  with: Text,
  withRepository: Text,
  withConnection: z.coerce.number().int().positive().optional().catch(undefined),
  differ: oneOf(['vulnerabilities', 'packages']),
  change: oneOf(['added', 'removed', 'changed']),
});
export type ImageSearch = z.infer<typeof ImageSearch>;
