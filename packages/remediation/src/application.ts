import type { InventorySet } from '@plimsoll/model';
import type { ManifestFile, PackageManager } from './managers/manager.ts';
import { managers } from './managers/registry.ts';
import { requestedNames } from './managers/npm-lock.ts';

/** What a package set belongs to: where a version is to be changed, and by which manager. */
export interface Application {
  readonly manager: PackageManager;
  /** Folder of the manifest, or of the package database if the image has none; empty for the root. */
  readonly folder: string;
  readonly manifest: ManifestFile | undefined;
  /** Whether dependencies of the application ask for a package; true if nobody knows. */
  isAskedByOthers(name: string): boolean;
}

/** Packages that were installed for the whole machine: no manifest asks for them. */
const GLOBAL = /(?:^|\/)lib\/node_modules$/;

/**
 * Finds the application of a set: by the manifest beside it, or, where packages lie apart from it (Python, Go, Java), by the only folder
 * with one. Undefined for ecosystems that no manager serves, and for globally installed packages.
 */
export function applicationOf({ set, path }: InventorySet, ecosystem: string, files: readonly ManifestFile[]): Application | undefined {
  const family = managers.filter((manager) => manager.ecosystem === ecosystem);
  const [own] = family;
  if (own === undefined || GLOBAL.test(path)) return undefined;
  const named = files.filter((file) => family.some((manager) => [...manager.manifests, ...manager.lockFiles].includes(nameOf(file.path))));
  const beside = path.endsWith('node_modules') ? folderOf(path) : path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const folders = [...new Set(named.map((file) => folderOf(file.path)))];
  const folder = folders.includes(beside) || own.nests ? beside : folders.length === 1 ? folders[0]! : beside;
  const here = named.filter((file) => folderOf(file.path) === folder);
  const isPnpm = set.members.some((member) => member.path.includes('/.pnpm/'));
  const manager =
    family.find(({ lockFiles }) => here.some((file) => lockFiles.includes(nameOf(file.path)))) ??
    (isPnpm ? family.find(({ id }) => id === 'pnpm') : undefined) ??
    own;
  const manifest = manager.manifests.flatMap((name) => here.find((file) => nameOf(file.path) === name) ?? [])[0];
  const lock = here.find((file) => manager.readsLockFile === true && manager.lockFiles.includes(nameOf(file.path)));
  const requested = lock === undefined ? undefined : requestedNames(lock.text);
  return { manager, folder, manifest, isAskedByOthers: (name) => requested === undefined || requested.has(name) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
