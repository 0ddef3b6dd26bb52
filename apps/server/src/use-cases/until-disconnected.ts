import { type Database, getConnection } from '@plimsoll/db';
import type { EventBus } from '../events/event-bus.ts';

/** Work on a connection that is to end when it is disconnected, by whichever process. */
export interface UntilDisconnected {
  readonly signal: AbortSignal;
  /** To be called when the work is done. */
  release(): void;
}

export function untilDisconnected(
  connection: number,
  { db, events }: { readonly db: Database; readonly events: Pick<EventBus, 'subscribe'> },
): UntilDisconnected {
  const stop = new AbortController();
  const look = async (): Promise<void> => {
    if ((await getConnection(db, connection)).state === 'disconnected') stop.abort();
  };
  const release = events.subscribe((event) => {
    // A look that fails is made up for: what the work stores next is refused.
    if (event.type === 'connection' && event.connection === connection) look().catch(() => undefined);
  });
  return { signal: stop.signal, release };
}
