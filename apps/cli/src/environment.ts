import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the advisory store lies unless `--db` says otherwise: `PLIMSOLL_DB_DIR`, else below the cache folder. */
export function storeFolder(environment: NodeJS.ProcessEnv): string {
  return environment['PLIMSOLL_DB_DIR'] ?? join(cacheFolder(environment), 'advisories');
}

/** `PLIMSOLL_CACHE_DIR`, else `$XDG_CACHE_HOME/plimsoll`, else `~/.cache/plimsoll`. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  return environment['PLIMSOLL_CACHE_DIR'] ?? join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'plimsoll');
}

/** Where layers that were read are kept. */
export function layerFolder(environment: NodeJS.ProcessEnv): string {
  return join(cacheFolder(environment), 'layers');
}
