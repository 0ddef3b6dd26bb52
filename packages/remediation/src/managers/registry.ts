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

const NAMES: ReadonlySet<string> = new Set(managers.flatMap(({ manifests, lockFiles }) => [...manifests, ...lockFiles]));
const READ_NAMES: ReadonlySet<string> = new Set(
  managers.flatMap(({ manifests, lockFiles, readsLockFile }) => [...manifests, ...(readsLockFile === true ? lockFiles : [])]),
);

/** Where dependencies are installed, and what distributions bring: the manifests there say nothing about the application. */
const NOT_OF_THE_APPLICATION =
  /^usr\/(?:lib|share|local\/(?:lib|share|go))\/|(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|gems|pkg\/mod|registry\/src)\//;

/** Whether a plan wants to see a file of an image: a manifest or a lock file of any manager. */
export function isManifest(path: string): boolean {
  return NAMES.has(nameOf(path)) && !NOT_OF_THE_APPLICATION.test(path);
}

/** Whether the text of such a file is asked; of the others it is enough that they are there. */
export function isManifestRead(path: string): boolean {
  return READ_NAMES.has(nameOf(path));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
