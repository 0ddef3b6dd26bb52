import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestRecord, writeMirror } from '@plimsoll/advisories/testing';
import type { ServerEvent } from '@plimsoll/contract';
import { type Database, layerCache } from '@plimsoll/db';
import { createTestDatabase } from '@plimsoll/db/testing';
import { openRegistry } from '@plimsoll/ecr';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { createStoreHolder, type StoreHolder } from '../advisories/store-holder.ts';
import type { SignedIn } from '../auth/auth.ts';
import type { EventBus } from '../events/event-bus.ts';
import { type JobDeps, jobs } from '../jobs/index.ts';
import type { Queue } from '../jobs/queue.ts';
import { planFleet } from '../planning/plan-fleet.ts';
import { readManifest } from '../reading/read-manifest.ts';
import { createSealedBox } from '../secrets/sealed-box.ts';
import { createConnection } from '../use-cases/connections.ts';

export const ADMIN: SignedIn = { id: 'u1', name: 'Ada', email: 'ada@example.test', role: 'admin' };

/** A job that waits. */
export interface WaitingJob {
  readonly name: string;
  readonly key: string;
  readonly data: unknown;
}

/**
 * Everything below the HTTP surface, with the real parts but two: the queue and the events stay in this process, and images are read and
 * plans made in this thread, so that a test can take one step at a time.
 */
export interface Workbench {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly deps: JobDeps;
  readonly stores: StoreHolder;
  readonly waiting: WaitingJob[];
  readonly events: ServerEvent[];
  /** Runs the jobs that wait, and those that they queue, one after the other. */
  drain(): Promise<void>;
  /** Replaces the advisories that the next update fetches. */
  publish(records: readonly TestRecord[]): Promise<void>;
  /** Connects an emulated registry; its sync waits then. */
  connect(emulator: Emulator, name?: string): Promise<number>;
  close(): Promise<void>;
}

/** A GHSA record under its own CVE for one npm package: every version before `fixed`, or all. */
export function npmRecord(number: number, name: string, fixed?: string): TestRecord {
  const events = [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])];
  return {
    id: `GHSA-${number}`,
    aliases: [`CVE-2026-${number}`],
    summary: `${name} is weak`,
    database_specific: { severity: 'HIGH' },
    affected: [{ package: { ecosystem: 'npm', name }, ranges: [{ type: 'ECOSYSTEM', events }] }],
  };
}

export async function workbench(records: readonly TestRecord[], emulator?: Emulator): Promise<Workbench> {
  const dir = await mkdtemp(join(tmpdir(), 'plimsoll-server-'));
  const mirror = join(dir, 'mirror');
  await writeMirror(mirror, records);
  const { db, url, close } = await createTestDatabase();
  const stores = createStoreHolder(join(dir, 'advisories'));
  const waiting: WaitingJob[] = [];
  const events: ServerEvent[] = [];
  const listeners = new Set<(event: ServerEvent) => void>();

  const queue: Queue = {
    send: (job, data) => {
      const key = job.key(data);
      if (waiting.some((other) => other.name === job.name && other.key === key)) return Promise.resolve(false);
      waiting.push({ name: job.name, key, data });
      return Promise.resolve(true);
    },
    isWaiting: (name) => Promise.resolve(waiting.some((job) => job.name === name)),
    everyMinute: () => Promise.resolve(),
    work: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const bus: EventBus = {
    publish: (event) => {
      events.push(event);
      for (const listener of listeners) listener(event);
      return Promise.resolve();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => Promise.resolve(),
  };
  const deps: JobDeps = {
    db,
    queue,
    events: bus,
    stores,
    box: createSealedBox(new Uint8Array(32).fill(7)),
    targets: {
      allowedEndpoints: emulator === undefined ? [] : [emulator.endpoint],
      allowedLayerHosts: emulator === undefined ? [] : [new URL(emulator.layerEndpoint).host],
      allowAmbient: false,
    },
    schedule: { advisoryIntervalMinutes: 60 },
    advisories: { folder: join(dir, 'advisories'), mirror, kev: undefined, epss: undefined },
    planner: { run: () => planFleet({ db, store: stores.current() }) },
    readers: {
      read: async (request, { signal, onUpdate }) => {
        const registry = openRegistry(request.target);
        try {
          return await readManifest(registry, request, { cache: layerCache(db), signal, onUpdate });
        } finally {
          registry.close();
        }
      },
    },
  };
  return {
    db,
    databaseUrl: url,
    deps,
    stores,
    waiting,
    events,
    drain: async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runJob(next, deps);
    },
    publish: async (changed) => {
      await rm(mirror, { recursive: true });
      await writeMirror(mirror, changed);
    },
    connect: async ({ region, endpoint, keys }, name = 'Production') => {
      const credentials = { kind: 'keys' as const, ...keys };
      const { id } = await createConnection({ name, region, endpoint, credentials, intervalMinutes: 60 }, ADMIN, deps);
      if (id === undefined) throw new Error('the connection test did not pass');
      return id;
    },
    close: async () => {
      await stores.close();
      await close();
      await rm(dir, { recursive: true });
    },
  };
}

/** Runs a job as the queue would: its data parsed by its own schema. */
export async function runJob({ name, data }: Pick<WaitingJob, 'name' | 'data'>, deps: JobDeps): Promise<void> {
  for (const job of jobs) if (job.name === name) await job.run(job.data.parse(data) as never, deps);
}
