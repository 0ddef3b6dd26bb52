import { getFinding } from '@plimsoll/contract';
import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/queries.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadError, LoadingPage } from '../../ui/page-states.tsx';
import type { ImageAddress } from '../../ui/image-address.ts';
import { FindingDecision } from './finding-decision.tsx';
import { FindingAside, FindingBody, FindingTitle } from './finding-parts.tsx';
import type { ImageSearch } from './image-search.ts';
import classes from './images.module.css';

/** One finding beside its list. Its address holds it, so going back closes it; it has a page of its own too. */
export function FindingPanel({ params, search, onClose }: { params: ImageAddress; search: ImageSearch; onClose: () => void }) {
  const { finding } = search;
  return (
    <Drawer
      opened={finding !== undefined}
      onClose={onClose}
      position="right"
      size={720}
      returnFocus
      title={finding}
      classNames={{ title: classes.panelTitle ?? '' }}
    >
      {finding !== undefined && <Content params={params} search={search} vulnerability={finding} />}
    </Drawer>
  );
}

function Content({ params, search, vulnerability }: { params: ImageAddress; search: ImageSearch; vulnerability: string }) {
  const query = useQuery(
    queryOf(getFinding, { params: { ...params, vulnerability }, query: { package: search.package, platform: search.platform } }),
  );
  if (query.data === undefined)
    return query.isError ? <LoadError error={query.error} what={vulnerability} onRetry={() => void query.refetch()} /> : <LoadingPage />;
  return (
    <div className={classes.stack}>
      <FindingTitle finding={query.data} isPanel />
      <FindingBody finding={query.data} params={params} platform={search.platform} />
      <FindingDecision finding={query.data} params={params} platform={search.platform} />
      <FindingAside finding={query.data} />
      <LinkButton
        variant="default"
        className={classes.start ?? ''}
        to="/images/$connection/$repository/$reference/findings/$vulnerability"
        params={{ ...params, vulnerability }}
        search={{ package: search.package, platform: search.platform }}
      >
        Open as a page
      </LinkButton>
    </div>
  );
}
