import type { PolicyDetail } from '@plimsoll/contract';
import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { hasDeadline } from './policies-search.ts';
import { PolicyGroups } from './policy-groups.tsx';
import { PolicyImages } from './policy-images.tsx';

const route = getRouteApi('/signed-in/policies/$policy');

const VIEWS = [
  { value: 'image', label: 'Images' },
  { value: 'repository', label: 'Repositories' },
  { value: 'registry', label: 'Registries' },
] as const;

/** What a policy says: of each image, or counted by repository or registry. */
export function PolicyRows({ policy }: { policy: PolicyDetail }) {
  const { by, sort = hasDeadline(policy) ? 'due' : 'state' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <SegmentedControl
        aria-label="Of what"
        mb={12}
        data={VIEWS.map(({ value, label }) => ({ value, label }))}
        value={by ?? 'image'}
        onChange={(value) => void navigate({ search: value === 'image' ? {} : { by: value }, replace: true, resetScroll: false })}
      />
      {by === undefined ? <PolicyImages policy={policy} sort={sort} /> : <PolicyGroups policy={policy} by={by} />}
    </>
  );
}
