import { createTestDatabase, type TestDatabase } from '@plimsoll/db/testing';
import type { ServerEvent } from '@plimsoll/contract';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createEventBus, type EventBus } from './event-bus.ts';

let database: TestDatabase;
let pool: pg.Pool;
let here: EventBus;
let there: EventBus;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('connect', (client) => client.on('error', () => undefined));
  here = await createEventBus(database.url, pool);
  there = await createEventBus(database.url, pool);
});
afterAll(async () => {
  await here.close();
  await there.close();
  await pool.end();
  await database.close();
});

it('is heard in every process, until the listener ends', async () => {
  const heard: ServerEvent[] = [];
  const end = there.subscribe((event) => heard.push(event));

  await here.publish({ type: 'advisories' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'advisories' }]));
  end();
  const others: ServerEvent[] = [];
  there.subscribe((event) => others.push(event));
  await here.publish({ type: 'connection', connection: 1 });
  await vi.waitFor(() => expect(others).toEqual([{ type: 'connection', connection: 1 }]));

  expect(heard).toHaveLength(1);
});

it('passes on nothing that is no event', async () => {
  const heard: ServerEvent[] = [];
  there.subscribe((event) => heard.push(event));

  await pool.query(`select pg_notify('plimsoll_events', '{"type":"odd"}'), pg_notify('plimsoll_events', 'no json')`);
  await here.publish({ type: 'advisories' });

  await vi.waitFor(() => expect(heard).toEqual([{ type: 'advisories' }]));
});

it('connects again when its connection is lost', async () => {
  const heard: ServerEvent[] = [];
  there.subscribe((event) => heard.push(event));
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`);

  await vi.waitFor(
    async () => {
      await here.publish({ type: 'connection', connection: 9 });
      expect(heard).toContainEqual({ type: 'connection', connection: 9 });
    },
    { timeout: 10_000, interval: 200 },
  );
});
