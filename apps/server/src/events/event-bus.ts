import { EventEmitter } from 'node:events';
import { ServerEvent } from '@plimsoll/contract';
import { Client, type Pool } from 'pg';

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

/** Listens on a connection of its own, and connects again when that is lost. */
export async function createEventBus(url: string, pool: Pool): Promise<EventBus> {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: Client | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url });
    next.on('notification', ({ payload }) => {
      const event = ServerEvent.safeParse(JSON.parse(payload ?? 'null'));
      if (event.success) emitter.emit('event', event.data);
    });
    next.on('error', () => undefined); // 'end' follows and connects again
    next.on('end', () => {
      if (!closed) setTimeout(() => void connect().catch(() => undefined), RECONNECT_MS).unref();
    });
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    client = next;
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
