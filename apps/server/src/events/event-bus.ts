import { EventEmitter } from 'node:events';
import { ServerEvent } from '@plimsoll/contract';
import { Client, type Pool } from 'pg';
import { z } from 'zod';

/** Tells every process of the product, and the browsers behind them, that something changed. */
export interface EventBus {
  /** Through Postgres, so that scanners on other machines are heard too. */
  publish(event: ServerEvent): Promise<void>;
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: ServerEvent) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'plimsoll_events';
const RECONNECT_MS = 1000;

/** Anybody with the database may notify the channel. */
const Payload = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(ServerEvent);

/** Listens on a connection of its own, and connects again when that is lost. */
export async function createEventBus(url: string, pool: Pool): Promise<EventBus> {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: Client | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url });
    next.on('notification', ({ payload }) => {
      const event = Payload.safeParse(payload);
      if (event.success) emitter.emit('event', event.data);
    });
    next.on('error', () => undefined); // 'end' follows and connects again
    next.on('end', () => {
      if (!closed) setTimeout(reconnect, RECONNECT_MS).unref();
    });
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    if (closed) await next.end();
    client = next;
  };
  const reconnect = (): void => {
    if (!closed) connect().catch(() => undefined); // it ended, too, and 'end' tries again
  };
  await connect();

  return {
    publish: async (event) => {
      await pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(event)]);
    },
    subscribe: (listener) => {
      emitter.on('event', listener);
      return () => emitter.off('event', listener);
    },
    close: async () => {
      closed = true;
      await client?.end();
    },
  };
}
