import { useQueryClient } from '@tanstack/react-query';

/** Everything that shows or counts findings asks again. */
export function useRefreshDecided(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      ['Decisions', 'Images', 'Vulnerabilities', 'Overview'].map((group) => queryClient.invalidateQueries({ queryKey: [group] })),
    );
  };
}
