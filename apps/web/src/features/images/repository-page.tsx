import { listImages } from '@plimsoll/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { pagesOf } from '../../api/queries.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { count, exactTime } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { addressOf } from '../../ui/image-address.ts';
import { tagColumns } from './image-tables.tsx';
import { RepositoryPlans } from './repository-plans.tsx';
import { RepositoryCompliance } from './repository-compliance.tsx';

const route = getRouteApi('/signed-in/images/$connection/$repository');

/** The tags of one repository, newest push first. */
export function RepositoryPage() {
  const { connection, repository } = route.useParams();
  const navigate = useNavigate();
  const query = useInfiniteQuery(pagesOf(listImages, { query: { connection, repository } }));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const first = rows[0];
  return (
    <>
      <PageHead
        title={repository}
        documentTitle={repository}
        here={repository}
        crumbs={[{ key: 'images', link: <Link to="/images">Images</Link> }]}
        under={
          first !== undefined && (
            <>
              {count(total, 'tag')} in {first.connectionName}, newest push first
              {first.frozenAt !== undefined && ` · frozen as of ${exactTime(first.frozenAt)}`}
            </>
          )
        }
      />
      <RepositoryPlans connection={Number(connection)} repository={repository} />
      <RepositoryCompliance connection={Number(connection)} repository={repository} />
      {query.isPending && <LoadingRows />}
      {query.isError && query.data === undefined && <LoadError error={query.error} what="The tags" onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && (
        <Nothing title="No tags">This repository has no tagged image, or it is not known to Plimsoll.</Nothing>
      )}
      {rows.length > 0 && (
        <DataTable
          label={`Tags of ${repository}`}
          rows={rows}
          total={total}
          columns={COLUMNS}
          rowKey={(row) => row.tag}
          onOpen={(row) => void navigate({ to: '/images/$connection/$repository/$reference', params: addressOf(row, row.tag) })}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

const COLUMNS = tagColumns({ isWithRepository: false });
