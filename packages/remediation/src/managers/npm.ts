import type { PackageManager } from './manager.ts';
import { packageJsonManager } from './package-json.ts';
import { quoteForShell } from './shell.ts';

/**
 * npm: `overrides`. A key may name a range, which then holds for every request that overlaps it; what the application itself asks for may
 * only be overridden by the very same version, hence `$name`.
 *
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-json#overrides
 */
export const npm: PackageManager = {
  ...packageJsonManager({
    id: 'npm',
    lockFiles: ['package-lock.json', 'npm-shrinkwrap.json'],
    place: ['overrides'],
    keyOfRange: (name, range) => `${name}@${range}`,
    sameAsDirect: (name) => `$${name}`,
    set: ([group, name], value) => `npm pkg set ${quoteForShell(`${group}[${name}]=${value}`)}`,
  }),
  readsLockFile: true,
};
