import { FINDING_SORTS } from '@plimsoll/contract';
import { z } from 'zod';
import { On, oneOf, Text } from '../../ui/search-params.ts';

export const IMAGE_TABS = ['findings', 'packages', 'layers', 'not-affected', 'problems'] as const;
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
  ecosystem: Text,
  sort: oneOf(FINDING_SORTS),
  order: oneOf(['asc', 'desc']),
  finding: Text,
  package: Text,
});
export type ImageSearch = z.infer<typeof ImageSearch>;
