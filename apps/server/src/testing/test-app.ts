import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { buildImage, buildIndex } from '@plimsoll/testkit';
import { type AppDeps, buildApp } from '../app.ts';
import { createAuth } from '../auth/auth.ts';
import { createSetupToken } from '../auth/setup-token.ts';
import { updateAdvisories } from '../use-cases/update-advisories.ts';
import { appWith, registryOf } from './registry.ts';
import { npmRecord, type Workbench, workbench } from './workbench.ts';

type Role = 'viewer' | 'editor' | 'admin';

/** The HTTP application over a workbench, with one user of each role. */
export interface TestApp {
  readonly app: FastifyInstance;
  readonly bench: Workbench;
  readonly deps: AppDeps;
  /** Headers that sign in as that role. */
  as(role: Role): { cookie: string };
  close(): Promise<void>;
}

export const PASSWORD = 'a long enough password';

export interface TestAppOptions {
  /** What connections may be made to. */
  readonly emulator?: Emulator;
  readonly webDir?: string;
  /** False = nobody exists yet. */
  readonly users?: boolean;
  /** Adds routes of the test's own. */
  readonly extend?: (app: FastifyInstance) => void;
}

export async function testApp({ emulator, webDir, users = true, extend = () => undefined }: TestAppOptions = {}): Promise<TestApp> {
  const bench = await workbench([npmRecord(1, 'left', '2.0.0')], emulator);
  const pool = new pg.Pool({ connectionString: bench.databaseUrl, max: 3, options: '-c search_path=auth' });
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  const auth = await createAuth(pool, 'a secret of the tests, long enough', undefined);
  const deps: AppDeps = {
    ...bench.deps,
    auth,
    setupToken: createSetupToken(),
    webDir,
    version: '0.0.0',
    logger: pino({ level: 'silent' }),
  };
  const app = await buildApp(deps);
  extend(app);
  const cookies = new Map<Role, string>();
  for (const role of users ? (['viewer', 'editor', 'admin'] as const) : []) {
    const email = `${role}@example.test`;
    await auth.createUser({ name: role, email, password: PASSWORD, role });
    const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password: PASSWORD } });
    cookies.set(role, answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '));
  }
  return {
    app,
    bench,
    deps,
    as: (role) => ({ cookie: cookies.get(role) ?? '' }),
    close: async () => {
      await app.close();
      await pool.end();
      await bench.close();
    },
  };
}

/** The same with a registry that was read: `shop/web:1` with left (a finding with a fix) and right, and `shop/base:1`, an index of two platforms. */
export async function filledApp(): Promise<TestApp & { readonly emulator: Emulator; readonly connection: number }> {
  const web = appWith({ left: '1.0.0', right: '1.0.0' });
  const arm = buildImage({
    platform: 'linux/arm64',
    layers: [{ files: { 'srv/node_modules/left/package.json': JSON.stringify({ name: 'left', version: '2.0.0' }) } }],
  });
  const base = buildIndex({ manifests: [{ image: appWith({ left: '1.5.0' }) }, { image: arm }] });
  const emulator = await registryOf({ 'shop/web:1': web, 'shop/base:1': base });
  const test = await testApp({ emulator });
  await updateAdvisories(test.bench.deps);
  await test.bench.drain();
  const connection = await test.bench.connect(emulator);
  await test.bench.drain();
  return {
    ...test,
    emulator,
    connection,
    close: async () => {
      await test.close();
      await emulator.close();
    },
  };
}
