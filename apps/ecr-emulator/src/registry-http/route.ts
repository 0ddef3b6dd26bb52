import type { Caller } from '../authenticate.ts';
import type { Incoming } from '../incoming.ts';
import type { Reply } from '../reply.ts';
import type { LogEntry } from '../request-log.ts';
import type { RegistryKey } from '../store/registry.ts';
import type { Repository } from '../store/repository.ts';
import type { World } from '../world.ts';
import type { RegistryPath } from './registry-path.ts';

/** A route of the registry HTTP API. */
export interface Route {
  /** As in the log, after `registry/`: `get-manifest`. */
  readonly id: string;
  readonly methods: readonly string[];
  readonly kind: RegistryPath['kind'];
  /** The operation whose permission and throttle it needs; undefined = any valid token. */
  readonly action: string | undefined;
  answer(request: RouteRequest): Reply | Promise<Reply>;
}

/** A request whose token is valid and whose permission is given. */
export interface RouteRequest {
  readonly world: World;
  readonly incoming: Incoming;
  readonly entry: LogEntry;
  readonly caller: Caller;
  readonly key: RegistryKey;
  /** Tag, digest or upload id. */
  readonly reference: string;
  /** The repository of the path. @throws AwsError RepositoryNotFoundException */
  readonly repository: () => Repository;
}
