const NEEDS_WORK = /^\/|^\.{1,2}(?:\/|$)|\/\/|\/\.{1,2}(?:\/|$)/;

/**
 * A name in an archive as a path below the root: no leading or trailing slash, no `.` and `..`. The root itself is empty.
 *
 * @returns undefined for a name that leads out of the root, or holds a NUL
 */
export function normalisePath(name: string): string | undefined {
  if (name.includes('\0')) return undefined;
  if (!NEEDS_WORK.test(name)) return name.endsWith('/') ? name.slice(0, -1) : name;
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
