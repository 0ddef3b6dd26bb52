import { type FixPlan, simulatePlan } from '@plimsoll/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryOf } from '../../api/queries.ts';
import type { ImageAddress } from '../image-address.ts';
import type { Step } from './left-out.ts';

const ASK_AFTER_MS = 300;

interface Part {
  /** The chosen steps as one plan; while that is not known, what was shown before. */
  readonly shown: FixPlan;
  /** Whether `shown` is not yet, or could not be made, what is chosen. */
  readonly isBefore: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Some steps of a plan, applied and matched again without the others. All of them are the plan itself, and nothing is asked. */
export function usePart(
  plan: FixPlan,
  steps: readonly Step[],
  leftOut: ReadonlySet<number>,
  { params, platform }: { params: ImageAddress; platform: string | undefined },
): Part {
  const chosen = steps.map(({ step }) => step).filter((step) => !leftOut.has(step));
  const isWhole = chosen.length === steps.length;
  const wanted = chosen.join(',');
  const [asked] = useDebouncedValue(wanted, ASK_AFTER_MS);
  const query = useQuery({
    ...queryOf(simulatePlan, { params, query: { platform }, body: { key: plan.key, steps: chosen } }),
    enabled: !isWhole && asked === wanted,
  });
  const fresh = isWhole ? plan : query.data;
  const [last, setLast] = useState(plan);
  if (fresh !== undefined && fresh !== last) setLast(fresh);
  return {
    shown: fresh ?? last,
    isBefore: fresh === undefined,
    error: isWhole || fresh !== undefined ? null : query.error,
    retry: () => void query.refetch(),
  };
}
