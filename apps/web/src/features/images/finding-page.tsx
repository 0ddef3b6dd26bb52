import { getFinding } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { LoadError, LoadingPage } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { FindingDecision } from './finding-decision.tsx';
import { FindingAside, FindingBody, FindingTitle } from './finding-parts.tsx';
import classes from './images.module.css';

const route = getRouteApi('/signed-in/images/$connection/$repository/$reference/findings/$vulnerability');

/** One finding by its link. */
export function FindingPage() {
  const params = route.useParams();
  const search = route.useSearch();
  const query = useQuery(queryOf(getFinding, { params, query: search }));
  if (query.data === undefined)
    return query.isError ? (
      <LoadError error={query.error} what={params.vulnerability} onRetry={() => void query.refetch()} />
    ) : (
      <LoadingPage />
    );
  const finding = query.data;
  return (
    <>
      <PageHead
        title={<FindingTitle finding={finding} />}
        documentTitle={`${finding.vulnerability} in ${finding.package}`}
        here={`${finding.vulnerability} in ${finding.package}`}
        crumbs={[
          { key: 'images', link: <Link to="/images">Images</Link> },
          {
            key: 'repository',
            link: (
              <Link to="/images/$connection/$repository" params={params}>
                {params.repository}
              </Link>
            ),
          },
          {
            key: 'image',
            link: (
              <Link to="/images/$connection/$repository/$reference" params={params} search={{ platform: search.platform }}>
                {params.reference}
              </Link>
            ),
          },
        ]}
      />
      <div className={classes.findingPage}>
        <FindingBody finding={finding} params={params} platform={search.platform} />
        <div className={classes.stack}>
          <FindingDecision finding={finding} params={params} platform={search.platform} />
          <FindingAside finding={finding} />
        </div>
      </div>
    </>
  );
}
