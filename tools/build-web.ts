import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const WEB = join(ROOT, 'apps/web');
const STAMP = join(WEB, 'dist/.sources');

/** What the bundle is made of. A test beside a source is not part of it. */
const SOURCES = [
  'apps/web/src',
  'apps/web/public',
  'apps/web/index.html',
  'apps/web/package.json',
  'apps/web/vite.config.ts',
  'packages/contract/src',
  'packages/model/src',
];

/** Builds `apps/web/dist` if its sources changed since the last build. @returns whether it had to */
export async function buildWeb(): Promise<boolean> {
  const wanted = await hashOf(SOURCES.map((source) => join(ROOT, source)));
  const built = await readFile(STAMP, 'utf8').catch(() => '');
  if (built === wanted) return false;
  const { build } = await import('vite');
  await build({ configFile: join(WEB, 'vite.config.ts'), logLevel: 'warn' });
  await writeFile(STAMP, wanted);
  return true;
}

/** sha256 over the names and contents of files, tests left out; folders are walked. Independent of the order in which they are given or listed. */
export async function hashOf(paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesOf))).flat().filter((file) => !/\.test\.tsx?$/.test(file));
  const hash = createHash('sha256');
  for (const file of files.toSorted())
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  return entries === undefined ? [path] : entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

if (import.meta.main) {
  console.log((await buildWeb()) ? 'The web pages were built.' : 'The web pages are up to date.');
}
