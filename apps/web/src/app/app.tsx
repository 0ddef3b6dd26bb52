import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createQueryClient } from '../api/query-client.ts';
import { isSignedOut } from '../api/failure.ts';
import { sessionQuery } from '../api/session.ts';
import { createAppRouter } from './router.tsx';
import { theme, themeVariables } from './theme.ts';

/** The whole of it: colours, data, pages. */
export function App() {
  const [{ queryClient, router }] = useState(start);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={themeVariables} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function start() {
  const queryClient = createQueryClient();
  const router = createAppRouter(queryClient);
  // A session that ended while a page was open: the guard asks again who is signed in.
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error' || !isSignedOut(event.action.error)) return;
    queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
    void router.invalidate();
  });
  return { queryClient, router };
}
