import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMirror } from '@plimsoll/advisories/testing';
import type { Connection, Endpoint } from '@plimsoll/contract';
import * as contract from '@plimsoll/contract';
import { createTestDatabase } from '@plimsoll/db/testing';
import { type Emulator, type EmulatorOptions, startEmulator } from '@plimsoll/ecr-emulator';
import { readConfig, type RunningServer, startServer } from '@plimsoll/server';
import type { BuiltImage } from '@plimsoll/testkit';
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import type { z } from 'zod';

/** The whole server with a database of its own, beside an emulated registry: an admin is signed in. */
export interface Product {
  readonly emulator: Emulator;
  readonly environment: NodeJS.ProcessEnv;
  /** Calls the API and parses the answer with the contract. @throws Error with the answer if it is not 200 */
  call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    options?: { params?: Readonly<Record<string, string | number>>; query?: Readonly<Record<string, string>>; body?: object },
  ): Promise<z.output<R>>;
  /** Connects the emulated registry with its admin's keys, or others. */
  connect(keys?: Emulator['keys']): Promise<number>;
  /** Waits until no sync runs, and shows the connection. */
  settled(connection: number): Promise<Connection>;
  /** Stops the server as SIGTERM does, and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const ADMIN = { name: 'Ada', email: 'ada@example.test', password: 'a long enough password' };

/** Its advisories know one npm package, `left`. */
export async function startProduct(options: EmulatorOptions = {}): Promise<Product> {
  const dir = await mkdtemp(join(tmpdir(), 'plimsoll-product-'));
  const emulator = await startEmulator(options);
  const database = await createTestDatabase();
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }] }];
  await writeMirror(join(dir, 'mirror'), [{ id: 'GHSA-1', affected: [{ package: { ecosystem: 'npm', name: 'left' }, ranges }] }]);
  const environment = {
    DATABASE_URL: database.url,
    PLIMSOLL_DATA_DIR: join(dir, 'data'),
    PLIMSOLL_PORT: '0',
    PLIMSOLL_MIRROR: join(dir, 'mirror'),
    PLIMSOLL_ALLOWED_ENDPOINTS: emulator.endpoint,
    PLIMSOLL_ALLOWED_LAYER_HOSTS: new URL(emulator.layerEndpoint).host,
  };
  const start = (): Promise<RunningServer> => startServer(readConfig(environment), { logger: pino({ level: 'silent' }) });
  let server = await start();
  let cookie = '';

  const send = async (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${server.url}${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call: Product['call'] = async ({ method, path, response }, { params = {}, query = {}, body } = {}) => {
    const url = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const answer = await send(method, `${url}?${new URLSearchParams(query).toString()}`, body);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
    return response.parse(JSON.parse(text));
  };
  await call(contract.createAdmin, { body: { ...ADMIN, token: server.setupToken ?? '' } });
  const signedIn = await send('POST', '/api/auth/sign-in/email', ADMIN);
  cookie = signedIn.headers
    .getSetCookie()
    .map((text) => text.split(';', 1)[0])
    .join('; ');

  return {
    emulator,
    environment,
    call,
    connect: async (keys = emulator.keys) => {
      const { region, endpoint } = emulator;
      const credentials = { kind: 'keys', ...keys };
      const { connection, report } = await call(contract.createConnection, { body: { name: 'Production', region, endpoint, credentials } });
      if (connection === null) throw new Error(JSON.stringify(report.failure ?? report.permissions));
      return connection.id;
    },
    settled: (connection) =>
      vi.waitFor(
        async () => {
          const shown = await call(contract.getConnection, { params: { connection } });
          expect(shown.progress).toBeUndefined();
          expect(shown.lastSyncAt ?? shown.lastError).toBeDefined();
          return shown;
        },
        { timeout: 50_000, interval: 100 },
      ),
    restart: async () => {
      await server.close();
      server = await start();
    },
    close: async () => {
      await server.close();
      await emulator.close();
      await database.close();
      await rm(dir, { recursive: true });
    },
  };
}

/** Stores an image as somebody's push would. */
export async function push({ registry }: Emulator, repository: string, tag: string, { blobs, manifest }: BuiltImage): Promise<void> {
  for (const { bytes } of blobs) await registry.putBlob(bytes);
  await registry.putManifest(repository, { bytes: manifest.bytes, mediaType: manifest.mediaType, tag });
}
