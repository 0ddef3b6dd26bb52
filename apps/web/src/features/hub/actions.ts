import { retestConnection, syncConnection } from '@plimsoll/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { sayFailed } from '../../ui/say-failed.ts';

/** Makes every view of the connections ask again. */
export function useRefreshHub(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ['Integration Hub'] });
}

/** Looks for new tags now. */
export function useSync(connection: { id: number; name: string }) {
  const refresh = useRefreshHub();
  return useMutation({
    mutationFn: () => call(syncConnection, { params: { connection: connection.id } }),
    onSuccess: refresh,
    onError: (error) => sayFailed(`${connection.name} could not be synced`, error),
  });
}

/** Tries the stored credentials again; a pass starts the next sync by itself. */
export function useRetest(connection: { id: number; name: string }) {
  const refresh = useRefreshHub();
  return useMutation({
    mutationFn: () => call(retestConnection, { params: { connection: connection.id } }),
    onSuccess: async (report) => {
      notifications.show({
        color: report.ok ? 'teal' : 'red',
        title: report.ok ? `${connection.name} works` : `${connection.name} still does not work`,
        message: report.ok ? 'All five permissions are granted.' : (report.failure?.message ?? 'A permission is missing.'),
      });
      await refresh();
    },
    onError: (error) => sayFailed(`${connection.name} could not be tested`, error),
  });
}
