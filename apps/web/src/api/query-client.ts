import { QueryClient } from '@tanstack/react-query';
import { isWorthRetrying } from './failure.ts';

/** One for each page load. Data counts as fresh for half a minute; events of the server refresh it sooner. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}
