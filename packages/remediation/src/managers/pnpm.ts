import type { PackageManager } from './manager.ts';
import { packageJsonManager } from './package-json.ts';
import { quoteForShell } from './shell.ts';

/** pnpm: `pnpm.overrides`; a key may name a range. @see https://pnpm.io/9.x/package_json#pnpmoverrides */
export const pnpm: PackageManager = packageJsonManager({
  id: 'pnpm',
  lockFiles: ['pnpm-lock.yaml'],
  place: ['pnpm', 'overrides'],
  keyOfRange: (name, range) => `${name}@${range}`,
  sameAsDirect: (name) => `$${name}`,
  set: (path, value) => `npm pkg set ${quoteForShell(`${path.slice(0, -1).join('.')}[${path.at(-1)}]=${value}`)}`,
});
