/** The symlinks of a file tree. */
export interface LinkView {
  /** As written: relative to the link's directory, or absolute. Undefined if there is no symlink at the path. */
  targetOf(path: string): string | undefined;
}

/** As Linux has it. */
const MAX_LINKS = 40;

/**
 * Follows every symlink on the way to a path and at its end. `..` stops at the root.
 *
 * @returns undefined for more links than Linux would follow: a circle
 * @see https://man7.org/linux/man-pages/man7/path_resolution.7.html
 */
export function resolvePath(path: string, view: LinkView): string | undefined {
  let pending = path.split('/').reverse();
  const done: string[] = [];
  for (let links = 0; pending.length > 0;) {
    const part = pending.pop()!;
    if (part === '' || part === '.') continue;
    if (part === '..') {
      done.pop();
      continue;
    }
    done.push(part);
    const target = view.targetOf(done.join('/'));
    if (target === undefined) continue;
    if (++links > MAX_LINKS) return undefined;
    if (target.startsWith('/')) done.length = 0;
    else done.pop();
    pending = [...pending, ...target.split('/').reverse()];
  }
  return done.join('/');
}

/** Goes from link to link until there is none. Undefined for a circle. */
export function followLinks(path: string, targetOf: (path: string) => string | undefined): string | undefined {
  let place = path;
  for (let links = 0; links <= MAX_LINKS; links++) {
    const target = targetOf(place);
    if (target === undefined) return place;
    place = target;
  }
  return undefined;
}
