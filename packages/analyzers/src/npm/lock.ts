import { isJsonObject, type JsonObject, jsonString } from '../json/parse-json.ts';
import { npmLicenses } from './licenses.ts';
import { isNpmName, npmVersion } from './name.ts';

/** One entry of a lock file. */
export interface Locked {
  readonly name: string;
  readonly version: string;
  readonly licenses: readonly string[];
  readonly dev: boolean;
}

/** Entries beyond this many are not read. */
export const MAX_LOCKED = 200_000;

const MODULES = 'node_modules/';

/** The entries of lock file versions 2 and 3, keyed by path: `node_modules/a/node_modules/b`. Links and workspaces are the application itself. */
export function lockedByPath(packages: JsonObject): Locked[] {
  const locked: Locked[] = [];
  for (const path of Object.keys(packages)) {
    const entry = packages[path];
    const index = path.lastIndexOf(MODULES);
    if (index === -1 || !isJsonObject(entry) || entry['link'] === true) continue;
    const name = jsonString(entry, 'name') ?? path.slice(index + MODULES.length);
    const version = npmVersion(jsonString(entry, 'version') ?? '');
    if (isNpmName(name) && version !== '') locked.push({ name, version, licenses: npmLicenses(entry), dev: entry['dev'] === true });
    if (locked.length >= MAX_LOCKED) break;
  }
  return locked;
}

/** The entries of lock file version 1: a tree of `dependencies` by name. */
export function lockedByName(dependencies: unknown): Locked[] {
  const locked: Locked[] = [];
  const pending = [dependencies];
  while (pending.length > 0 && locked.length < MAX_LOCKED) {
    const level = pending.pop();
    if (!isJsonObject(level)) continue;
    for (const key of Object.keys(level)) {
      const entry = level[key];
      if (!isJsonObject(entry)) continue;
      pending.push(entry['dependencies']);
      const { name, version } = aliased(key, jsonString(entry, 'version') ?? '');
      if (isNpmName(name) && isRegistryVersion(version)) locked.push({ name, version, licenses: [], dev: entry['dev'] === true });
    }
  }
  return locked;
}

/** `npm:real@1.2.3` under the name `alias` is the package `real`. */
function aliased(key: string, version: string): { name: string; version: string } {
  const at = version.lastIndexOf('@');
  if (!version.startsWith('npm:') || at <= 'npm:'.length) return { name: key, version: npmVersion(version) };
  return { name: version.slice('npm:'.length, at), version: npmVersion(version.slice(at + 1)) };
}

/** Not a folder, an archive or a git repository, which have no version here. */
function isRegistryVersion(version: string): boolean {
  return /^[0-9]/.test(version) && !version.includes(':') && !version.includes('/');
}
