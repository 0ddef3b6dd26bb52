import { type Connection, EVENTS_PATH, listConnections, ServerEvent } from '@plimsoll/contract';
import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryOf } from '../api/queries.ts';

const REFRESH_AT_MOST_EVERY_MS = 3000;
const RECONNECT_AFTER_MS = 10_000;
/** Longer lists than this many pages are not fetched again under the reader's eyes. */
const PAGES_TO_REFRESH = 3;

/** Keeps what is on the page true while the server works: listens for its events as long as the frame is shown. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient();
  useEffect(() => listen(queryClient), [queryClient]);
}

function listen(queryClient: QueryClient): () => void {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;
  let reconnecting: ReturnType<typeof setTimeout> | undefined;

  const refresh = (groups: readonly string[]) => {
    for (const group of groups) waiting.add(group);
    timer ??= setTimeout(() => {
      timer = undefined;
      const due = [...waiting];
      waiting.clear();
      for (const group of due) {
        void queryClient.invalidateQueries({ queryKey: [group], predicate: (query) => !isLong(query) });
        void queryClient.invalidateQueries({ queryKey: [group], predicate: isLong, refetchType: 'none' });
      }
    }, REFRESH_AT_MOST_EVERY_MS);
  };

  const open = () => {
    source = new EventSource(EVENTS_PATH);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const event = parseEvent(data);
      if (event?.type === 'progress')
        queryClient.setQueryData(queryOf(listConnections, {}).queryKey, (before) => withProgress(before, event));
      if (event !== undefined) refresh(groupsOf(event));
    });
    source.addEventListener('error', () => {
      // The browser reconnects by itself unless the server refused.
      if (source?.readyState === EventSource.CLOSED) reconnecting = setTimeout(open, RECONNECT_AFTER_MS);
    });
  };
  open();
  return () => {
    source?.close();
    clearTimeout(timer);
    clearTimeout(reconnecting);
  };
}

/** An event of the contract; undefined for one that this page does not know. */
export function parseEvent(data: string): ServerEvent | undefined {
  try {
    return ServerEvent.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

/** The groups of endpoints whose answers an event makes old. */
export function groupsOf(event: ServerEvent): readonly string[] {
  switch (event.type) {
    case 'connection':
      return ['Integration Hub', 'Overview', 'Images', 'Vulnerabilities', 'Fix plans'];
    case 'progress':
      return [];
    case 'image':
      return ['Images', 'Overview', 'Vulnerabilities', 'Fix plans'];
    case 'decisions':
      return ['Images', 'Overview', 'Vulnerabilities', 'Fix plans', 'Decisions'];
    case 'policies':
      return ['Policies'];
    case 'advisories':
      return ['Advisories', 'Overview', 'Images', 'Vulnerabilities', 'Fix plans'];
  }
}

/** The connections with the new progress in its place. */
export function withProgress(
  connections: Connection[] | undefined,
  event: Extract<ServerEvent, { type: 'progress' }>,
): Connection[] | undefined {
  return connections?.map((connection) =>
    connection.id === event.connection
      ? { ...connection, progress: event.progress, shown: connection.shown === 'slowed' ? 'slowed' : 'syncing' }
      : connection,
  );
}

function isLong(query: Query): boolean {
  const data = query.state.data as Partial<InfiniteData<unknown>> | undefined;
  return (data?.pages?.length ?? 0) > PAGES_TO_REFRESH;
}
