import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import { z } from 'zod';

const ROLES = ['api', 'scanner', 'matcher'] as const;

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('')
  .transform((text) => text === 'true' || text === '1');

/** The environment, the one source of configuration. `docs/configuration.md` explains each name. */
const Environment = z.object({
  DATABASE_URL: z.string().optional(),
  PLIMSOLL_DATA_DIR: z.string().optional(),
  PLIMSOLL_HOST: z.string().default('127.0.0.1'),
  PLIMSOLL_PORT: z.coerce.number().int().min(0).max(65_535).default(4680),
  PLIMSOLL_PUBLIC_URL: z.url().optional(),
  PLIMSOLL_SECRET_KEY: z.string().optional(),
  PLIMSOLL_MIRROR: z.string().optional(),
  PLIMSOLL_KEV: z.string().optional(),
  PLIMSOLL_EPSS: z.string().optional(),
  PLIMSOLL_ADVISORY_INTERVAL_MINUTES: z.coerce.number().int().min(0).default(60),
  PLIMSOLL_ALLOWED_ENDPOINTS: list,
  PLIMSOLL_ALLOWED_LAYER_HOSTS: list,
  PLIMSOLL_ALLOW_AMBIENT: flag,
  PLIMSOLL_ROLES: list.pipe(z.array(z.enum(ROLES))),
  PLIMSOLL_SCAN_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
  PLIMSOLL_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Config {
  /** A Postgres of yours; undefined = the embedded one below `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Absolute. Holds the embedded database, the advisory store and the key file. */
  readonly dataDir: string;
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** As people reach it, if a proxy stands in front. */
  readonly publicUrl: string | undefined;
  /** 32 bytes as base64 or hex; undefined = the key file. */
  readonly secretKey: string | undefined;
  readonly mirror: string | undefined;
  readonly kev: string | undefined;
  readonly epss: string | undefined;
  /** 0 = only when somebody asks. */
  readonly advisoryIntervalMinutes: number;
  /** ECR endpoints other than AWS's that connections may name. */
  readonly allowedEndpoints: readonly string[];
  /** Host suffixes other than AWS's that layers may be fetched from. */
  readonly allowedLayerHosts: readonly string[];
  /** Whether connections may use this machine's own AWS identity. */
  readonly allowAmbient: boolean;
  readonly roles: ReadonlySet<(typeof ROLES)[number]>;
  readonly scanConcurrency: number;
  readonly logLevel: string;
}

/**
 * Reads the configuration from the environment.
 *
 * @throws PlimsollError INVALID_INPUT that names the variable and what is wrong with it
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const result = Environment.safeParse(environment);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new PlimsollError('INVALID_INPUT', `${issue!.path.join('.')}: ${issue!.message}`, { hint: 'see docs/configuration.md' });
  }
  const env = result.data;
  return {
    databaseUrl: env.DATABASE_URL || undefined,
    dataDir: resolve(env.PLIMSOLL_DATA_DIR ?? join(homedir(), '.local', 'share', 'plimsoll')),
    host: env.PLIMSOLL_HOST,
    port: env.PLIMSOLL_PORT,
    publicUrl: env.PLIMSOLL_PUBLIC_URL?.replace(/\/+$/, ''),
    secretKey: env.PLIMSOLL_SECRET_KEY || undefined,
    mirror: env.PLIMSOLL_MIRROR || undefined,
    kev: env.PLIMSOLL_KEV || undefined,
    epss: env.PLIMSOLL_EPSS || undefined,
    advisoryIntervalMinutes: env.PLIMSOLL_ADVISORY_INTERVAL_MINUTES,
    allowedEndpoints: env.PLIMSOLL_ALLOWED_ENDPOINTS,
    allowedLayerHosts: env.PLIMSOLL_ALLOWED_LAYER_HOSTS,
    allowAmbient: env.PLIMSOLL_ALLOW_AMBIENT,
    roles: new Set(env.PLIMSOLL_ROLES.length === 0 ? ROLES : env.PLIMSOLL_ROLES),
    scanConcurrency: env.PLIMSOLL_SCAN_CONCURRENCY,
    logLevel: env.PLIMSOLL_LOG_LEVEL,
  };
}
