import { notifications } from '@mantine/notifications';
import { ApiFailure } from '../api/failure.ts';

/** Says that something did not work, in the server's words. */
export function sayFailed(title: string, error: unknown): void {
  const failure = error instanceof ApiFailure ? error : undefined;
  notifications.show({
    color: 'red',
    title,
    message: [failure?.message, failure?.hint, failure?.requestId === undefined ? undefined : `Request ${failure.requestId}`]
      .filter((part) => part !== undefined)
      .join(' '),
  });
}
