import type { Package } from '@plimsoll/model';
import type { Analysis, LayerFile, MemoryAnalyzer } from './analyzer.ts';
import { isJsonObject, parseJson } from './json/parse-json.ts';
import { lockedByName, lockedByPath, MAX_LOCKED, type Locked } from './npm/lock.ts';
import { isApplicationFile, outermostModules } from './npm/paths.ts';

const LOCK = /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/;
const HIDDEN_LOCK = 'node_modules/.package-lock.json';

/**
 * npm's lock files of versions 1 to 3, and the record that npm keeps in `node_modules`. They say what was meant to be installed, so an
 * installed tree of the same folder replaces them.
 *
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
 */
export const npmLock: MemoryAnalyzer = {
  id: 'lang/npm-lock',
  version: 1,
  matches: (path) => isHiddenLock(path) || (LOCK.test(path) && isApplicationFile(path)),
  supersededBy: (path) => outermostModules(path) ?? path.slice(0, path.lastIndexOf('/') + 1) + 'node_modules',
  analyze,
};

function isHiddenLock(path: string): boolean {
  return path.endsWith(HIDDEN_LOCK) && `${outermostModules(path)}/.package-lock.json` === path;
}

function analyze({ path, bytes }: LayerFile): Analysis {
  const lock = parseJson(bytes);
  if (!isJsonObject(lock)) return { packages: [], problems: [{ code: 'MALFORMED_FILE', message: `${path} is not a JSON object`, path }] };
  const locked = isJsonObject(lock['packages']) ? lockedByPath(lock['packages']) : lockedByName(lock['dependencies']);
  if (locked.length < MAX_LOCKED) return { packages: packagesOf(locked), problems: [] };
  const message = `${path} locks more than ${MAX_LOCKED} packages; the rest was not read`;
  return { packages: packagesOf(locked), problems: [{ code: 'LIMIT_EXCEEDED', message, path }] };
}

/** A package that is locked at several places is one package; it is a development dependency only if it is that everywhere. */
function packagesOf(locked: readonly Locked[]): Package[] {
  const keyOf = ({ name, version }: Locked): string => `${name}@${version}`;
  const runtime = new Set(locked.filter(({ dev }) => !dev).map(keyOf));
  const packages = new Map<string, Package>();
  for (const entry of locked) {
    const { name, version, licenses } = entry;
    packages.set(keyOf(entry), { type: 'npm', name, version, licenses, ...(runtime.has(keyOf(entry)) ? {} : { dev: true }) });
  }
  return [...packages.values()];
}
