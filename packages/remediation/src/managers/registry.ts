import { bundler } from './bundler.ts';
import { cargo } from './cargo.ts';
import { composer } from './composer.ts';
import { goModules } from './go-modules.ts';
import { gradle } from './gradle.ts';
import type { PackageManager } from './manager.ts';
import { maven } from './maven.ts';
import { npm } from './npm.ts';
import { nuget } from './nuget.ts';
import { pip } from './pip.ts';
import { pnpm } from './pnpm.ts';
import { poetry } from './poetry.ts';
import { uv } from './uv.ts';
import { yarn } from './yarn.ts';

/** Every package manager that a plan can address; of an ecosystem its own comes first, and serves where nothing says which is used. */
export const managers: readonly PackageManager[] = [
  bundler,
  cargo,
  composer,
  goModules,
  maven,
  gradle,
  npm,
  pnpm,
  yarn,
  nuget,
  pip,
  poetry,
  uv,
];

/** Names of the files of an image that a plan wants to see: manifests and lock files of every manager. */
export const MANIFEST_NAMES: ReadonlySet<string> = new Set(managers.flatMap(({ manifests, lockFiles }) => [...manifests, ...lockFiles]));
