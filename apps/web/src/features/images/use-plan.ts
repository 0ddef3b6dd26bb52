import { getImagePlan, getLineage, type ImageDetail } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/queries.ts';
import { totalOf } from '../../ui/severities.ts';
import type { ImageAddress } from '../../ui/image-address.ts';

/** What edits would do to an image. Asked only of an image in which something was found. */
export function usePlan(params: ImageAddress, platform: string | undefined, counts: ImageDetail['counts']) {
  return useQuery({ ...queryOf(getImagePlan, { params, query: { platform } }), enabled: counts !== null && totalOf(counts) > 0 });
}

/** What a read image is built on. */
export function useLineage(params: ImageAddress, platform: string | undefined, isRead: boolean) {
  return useQuery({ ...queryOf(getLineage, { params, query: { platform } }), enabled: isRead });
}
