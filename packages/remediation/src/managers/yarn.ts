import type { PackageManager } from './manager.ts';
import { packageJsonManager } from './package-json.ts';
import { quoteForShell } from './shell.ts';

/** Yarn: `resolutions`, which hold for every version of a name. @see https://yarnpkg.com/configuration/manifest#resolutions */
export const yarn: PackageManager = packageJsonManager({
  id: 'yarn',
  lockFiles: ['yarn.lock'],
  place: ['resolutions'],
  set: ([group, name], value) => `npm pkg set ${quoteForShell(`${group}[${name}]=${value}`)}`,
});
