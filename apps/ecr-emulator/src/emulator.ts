import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { PlimsollError, type Problem } from '@plimsoll/model';
import { createClock, type EmulatorClock } from './clock.ts';
import { createFaultPlan, type FaultPlan } from './faults.ts';
import { type AccessKeys, createDirectory, type Directory, type RoleSpec, type UserSpec } from './iam/directory.ts';
import { createLayerUrls } from './layer-urls.ts';
import { listenOnBothHosts } from './listen.ts';
import { createPageTokens } from './page-tokens.ts';
import { createAuthorizationTokens } from './registry-http/authorization-token.ts';
import { createRegistryControl, type RegistryControl } from './registry-control.ts';
import type { LogEntry } from './request-log.ts';
import { createListener } from './server.ts';
import { createBlobStore } from './store/blobs.ts';
import { loadLayout } from './store/layout.ts';
import { RegistryStore } from './store/registry.ts';
import { openSavedState } from './store/saved-state.ts';
import { createUploads } from './store/uploads.ts';
import { createThrottles, type ThrottleRule, type Throttles } from './throttles.ts';
import type { World } from './world.ts';

/** All optional: without any, an empty registry on a free port. */
export interface EmulatorOptions {
  /** OCI layout folders, served in the default account and region; never written to. */
  readonly images?: readonly string[];
  /** Folder for what is pushed, kept over restarts; default: memory. */
  readonly dataDir?: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /** 12 digits; default `123456789012`. */
  readonly account?: string;
  /** The first is the default; default `['us-east-1']`. */
  readonly regions?: readonly string[];
  /** Time base in milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /** Keys of the user `admin`, who may do everything. */
  readonly keys?: AccessKeys;
  readonly users?: readonly UserSpec[];
  readonly roles?: readonly RoleSpec[];
  /** By operation: `{ DescribeImages: { ratePerSecond: 5, burst: 5 } }` */
  readonly throttles?: Readonly<Record<string, ThrottleRule>>;
}

/** A running emulator. */
export interface Emulator {
  /** For the SDK, the CLI (`--endpoint-url`) and, without `http://`, for registry clients: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** Where layers are: the same port under another host name, `http://localhost:4566`. */
  readonly layerEndpoint: string;
  readonly account: string;
  readonly region: string;
  readonly port: number;
  /** Of the user `admin`, who may do everything. */
  readonly keys: AccessKeys;
  /** Every request so far, oldest first. */
  readonly requests: readonly LogEntry[];
  readonly clock: EmulatorClock;
  readonly faults: FaultPlan;
  readonly throttles: Throttles;
  readonly iam: Directory;
  /** Changes the default registry directly, as somebody else's pushes and deletions would. */
  readonly registry: RegistryControl;
  /** What the layouts held and could not be served. */
  readonly problems: readonly Problem[];
  close(): Promise<void>;
}

const DEFAULT_KEYS: AccessKeys = {
  accessKeyId: 'AKIAEMULATORADMIN001',
  secretAccessKey: 'emulator/admin/secret/0123456789abcdefgh',
};

/**
 * Starts Amazon ECR on this machine.
 *
 * @throws PlimsollError INVALID_INPUT for an account, a policy or a folder that is not one; ENDPOINT_UNREACHABLE if the port is taken
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const account = options.account ?? '123456789012';
  if (!/^\d{12}$/.test(account)) throw new PlimsollError('INVALID_INPUT', `account ${JSON.stringify(account)} is not 12 digits`);
  refuseToWriteIntoLayouts(options);
  const regions = options.regions ?? ['us-east-1'];
  const region = regions[0] ?? 'us-east-1';
  const clock = createClock(options.now);
  const faults = createFaultPlan();
  const requests: LogEntry[] = [];
  let world: World | undefined;
  const listener = createListener({
    world: () => {
      if (!world) throw new Error('the emulator is still starting');
      return world;
    },
    faults,
    log: (entry) => requests.push(entry),
  });
  const { port, close } = await listenOnBothHosts(listener, options.port ?? 0);
  const endpoint = `http://127.0.0.1:${port}`;
  const layerEndpoint = `http://localhost:${port}`;
  try {
    const built = await buildWorld(options, { account, regions, endpoint, layerEndpoint, clock });
    world = built.world;
    return {
      endpoint,
      layerEndpoint,
      account,
      region,
      port,
      keys: built.keys,
      requests,
      clock,
      faults,
      throttles: world.throttles,
      iam: world.directory,
      registry: createRegistryControl(world, { registryId: account, region }),
      problems: built.problems,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function refuseToWriteIntoLayouts({ images = [], dataDir }: EmulatorOptions): void {
  if (dataDir === undefined || !images.some((folder) => resolve(folder) === resolve(dataDir))) return;
  throw new PlimsollError('INVALID_INPUT', `${JSON.stringify(dataDir)} is served as a layout, and layouts are never written to`, {
    hint: 'choose another folder for what is pushed',
  });
}

interface Surroundings {
  readonly account: string;
  readonly regions: readonly string[];
  readonly endpoint: string;
  readonly layerEndpoint: string;
  readonly clock: EmulatorClock;
}

async function buildWorld(options: EmulatorOptions, surroundings: Surroundings) {
  const { account, regions, endpoint, layerEndpoint, clock } = surroundings;
  const now = () => clock.now();
  const secret = randomBytes(32);
  const directory = createDirectory({ account, clock });
  const everything = { Statement: { Effect: 'Allow' as const, Action: '*', Resource: '*' } };
  const keys = directory.addUser({ name: 'admin', keys: options.keys ?? DEFAULT_KEYS, policies: [everything] });
  for (const user of options.users ?? []) directory.addUser(user);
  for (const role of options.roles ?? []) directory.addRole(role);
  const throttles = createThrottles(now);
  for (const [operation, rule] of Object.entries(options.throttles ?? {})) throttles.set(operation, rule);
  const registry = new RegistryStore();
  const key = { registryId: account, region: regions[0] ?? 'us-east-1' };
  const problems: Problem[] = [];
  for (const folder of options.images ?? []) problems.push(...(await loadLayout(folder, registry, key, now())));
  const blobs = createBlobStore(options.images ?? [], options.dataDir);
  const world: World = {
    account,
    regions,
    endpoint,
    clock,
    directory,
    registry,
    blobs,
    uploads: createUploads(),
    layerUrls: createLayerUrls(layerEndpoint, clock),
    pageTokens: createPageTokens(secret, now),
    authorizationTokens: createAuthorizationTokens(secret, now),
    throttles,
    saved: await openSavedState(options.dataDir, registry, blobs),
  };
  return { world, keys, problems };
}
