import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** The root of the repository. */
export const ROOT: string = resolve(import.meta.dirname, '../..');

const NOT_OURS = new Set(['node_modules', '.git', '.tsc', 'dist', '.cache', 'test-results', 'playwright-report']);

/** Every file below a folder of the repository, as a path from its root; nothing that is built or installed. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [relative(ROOT, join(ROOT, path))];
    })
    .toSorted();
}

/** Every TypeScript file of the product, its tests and its tools. */
export function sourceFiles(): string[] {
  return ['packages', 'apps', 'tests', 'tools', 'bench'].flatMap(filesBelow).filter((file) => /\.tsx?$/.test(file));
}
