import type { FileResult } from './layer-result.ts';

/**
 * Which operating-system package installed a path, in the final image. Both sides are canonical: `/lib` and `/usr/lib` may be one.
 *
 * @param resolve follows the directory symlinks of the final image
 */
export function ownersOf(files: readonly FileResult[], resolve: (path: string) => string): (path: string) => string | undefined {
  const owners = new Map<string, string>();
  for (const { analysis } of files) {
    for (const { owner, paths } of analysis.ownership ?? []) {
      for (const path of paths) owners.set(resolve(path), owner);
    }
  }
  return (path) => owners.get(resolve(path));
}
