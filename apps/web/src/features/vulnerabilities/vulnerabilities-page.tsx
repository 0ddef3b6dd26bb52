import { getOverview } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { count } from '../../ui/format.ts';
import { PageHead } from '../../ui/page.tsx';
import { Age } from '../../ui/when.tsx';
import type { Overview } from './no-vulnerabilities.tsx';
import { VulnerabilityList } from './vulnerability-list.tsx';
import type { VulnerabilitiesSearch } from './vulnerabilities-search.ts';

const route = getRouteApi('/signed-in/vulnerabilities');

/** Every vulnerability of the fleet, worst first: one row whatever its names. */
export function VulnerabilitiesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<VulnerabilitiesSearch>) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const overview = useQuery(queryOf(getOverview, {}));
  return (
    <>
      <PageHead
        title={titleOf(overview.data)}
        documentTitle="Vulnerabilities"
        here="Vulnerabilities"
        under={
          <>
            All current tags · one row for each problem, whatever its names
            {overview.data?.advisories.updatedAt !== undefined && (
              <>
                {' '}
                · advisories <Age of={overview.data.advisories.updatedAt} />
              </>
            )}
          </>
        }
      />
      <VulnerabilityList search={search} change={change} overview={overview.data} />
    </>
  );
}

function titleOf(overview: Overview | undefined): string {
  if (overview === undefined) return 'Vulnerabilities';
  const read = overview.images.complete + overview.images.partial + overview.images.unsupported;
  return `${count(overview.vulnerabilities, 'vulnerability', 'vulnerabilities')} in ${count(read, 'image')}`;
}
