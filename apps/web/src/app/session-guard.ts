import { redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';

/** Lets only people who are signed in pass; others go where they can become that, and come back. */
export async function requireSession({
  context,
  location,
}: {
  context: { queryClient: QueryClient };
  location: { href: string };
}): Promise<void> {
  const session = await context.queryClient.ensureQueryData(sessionQuery);
  if (session.user !== null) return;
  if (session.needsSetup) redirect({ to: '/setup', search: {}, replace: true, throw: true });
  redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href }, replace: true, throw: true });
}
