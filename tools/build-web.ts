import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');
const WEB = join(ROOT, 'apps/web');
const DIST = join(WEB, 'dist');
/** Holds the hash of the sources that a bundle was made of. */
const STAMP = '.sources';

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
  if ((await builtHash()) === wanted) return false;
  // Beside and then renamed: two test files may find it old at once, and a server may be reading it.
  const next = join(ROOT, `node_modules/.cache/plimsoll-web-${process.pid}`);
  const vite = join(dirname(createRequire(join(WEB, 'package.json')).resolve('vite/package.json')), 'bin/vite.js');
  // A process of its own: a test's NODE_ENV must not reach the bundle.
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', next, '--emptyOutDir'], {
    cwd: WEB,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  await writeFile(join(next, STAMP), wanted);
  if ((await builtHash()) === wanted) {
    // Another process was quicker, and its pages may be read already.
    await rm(next, { recursive: true, force: true });
    return false;
  }
  await rm(DIST, { recursive: true, force: true });
  try {
    await rename(next, DIST);
  } catch (error) {
    // Another process was quicker by less than that: its bundle is as good, if it is of the same sources.
    await rm(next, { recursive: true, force: true });
    if ((await builtHash()) !== wanted) throw error;
  }
  return true;
}

/** Of the sources that the present bundle was made of; empty without one. */
async function builtHash(): Promise<string> {
  return readFile(join(DIST, STAMP), 'utf8').catch(() => '');
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
