import { getAdvisoryStatus, updateAdvisories } from '@plimsoll/contract';
import { Button, Table } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { queryOf } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { calendarDate, count, number } from '../../ui/format.ts';
import { ActionError, LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { Note } from '../../ui/panel.tsx';
import { StateDot } from '../../ui/tags.tsx';
import { useNow, When } from '../../ui/when.tsx';
import classes from './settings.module.css';

const STALE_AFTER_MS = 2 * 86_400_000;

/** The feeds that say what is known, their age and size. A feed that fails keeps its last good data. */
export function AdvisoriesPage() {
  const query = useQuery({
    ...queryOf(getAdvisoryStatus, {}),
    refetchInterval: ({ state }) => (state.data?.updating === true ? 3000 : 60_000),
  });
  const isAdmin = useMay('admin');
  const queryClient = useQueryClient();
  const now = useNow();
  const updating = useMutation({
    mutationFn: () => call(updateAdvisories, {}),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['Advisories'] }),
  });
  if (query.isPending) return <LoadingRows rows={5} />;
  if (query.isError && query.data === undefined)
    return <LoadError error={query.error} what="The advisories" onRetry={() => void query.refetch()} />;
  const { feeds, updatedAt, records, lastError, updating: isRunning } = query.data;
  return (
    <div className={classes.stack}>
      <div className={classes.head}>
        <div>
          <h2>
            {count(records, 'record')} of {count(feeds.length, 'feed')}
          </h2>
          <div className="small muted">
            {updatedAt === undefined ? (
              'Not fetched yet'
            ) : (
              <>
                Updated <When at={updatedAt} />
              </>
            )}
          </div>
        </div>
        {isAdmin && (
          <Button variant="default" onClick={() => updating.mutate()} loading={updating.isPending || isRunning}>
            Update now
          </Button>
        )}
      </div>
      {isRunning && <Note>Fetching advisories. Pages change by themselves as packages are matched again.</Note>}
      {lastError !== undefined && (
        <Note tone="warn" title="The last update did not finish">
          {lastError} What was known before is still in use.
        </Note>
      )}
      <ActionError error={updating.error} />
      {feeds.length === 0 ? (
        <Nothing title="No advisory feed yet">Until one is fetched, no image can be judged.</Nothing>
      ) : (
        <div className={classes.frame}>
          <Table aria-label="Advisory feeds" withRowBorders verticalSpacing={7} horizontalSpacing={16}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Feed</Table.Th>
                <Table.Th className="wide-only">Records</Table.Th>
                <Table.Th className="wide-only">Newest record</Table.Th>
                <Table.Th>Fetched</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {feeds.map((feed) => (
                <Table.Tr key={feed.id}>
                  <Table.Td>
                    <b>{feed.id}</b>
                    <div className="small faint mono">{feed.url}</div>
                    {feed.id === 'epss' && feed.newestAt !== undefined && (
                      <div className="small muted">
                        scores of {calendarDate(feed.newestAt)}
                        {feed.edition !== undefined && `, model ${feed.edition}`}
                      </div>
                    )}
                    {feed.error !== undefined && <div className="small bad">{feed.error}</div>}
                  </Table.Td>
                  <Table.Td className="wide-only">{number(feed.records)}</Table.Td>
                  <Table.Td className="wide-only">
                    {feed.newestAt === undefined ? <span className="faint">not stated</span> : <When at={feed.newestAt} />}
                  </Table.Td>
                  <Table.Td>
                    <span className={classes.age}>
                      <StateDot
                        state={
                          feed.error !== undefined
                            ? 'attention'
                            : feed.updatedAt === undefined
                              ? 'off'
                              : now - Date.parse(feed.updatedAt) > STALE_AFTER_MS
                                ? 'slow'
                                : 'ok'
                        }
                      />
                      {feed.updatedAt === undefined ? 'never' : <When at={feed.updatedAt} />}
                    </span>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </div>
  );
}
