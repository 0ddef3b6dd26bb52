const MODULES = 'node_modules/';
/** Debian's npm packages lie here, one folder a package, as if it were a `node_modules`. */
const DEBIAN_MODULES = 'usr/share/nodejs/';
/** Yarn as the official Node images unpack it: a package of the registry, outside any `node_modules`. */
const YARN = /^opt\/yarn-v[0-9][0-9.]*\/package\.json$/;
/** Trees that a package manager filled: a package.json in them is part of somebody else's package. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|gems|site-packages|dist-packages|bower_components)\//;
/** System folders, where a package.json is data of a program (and `usr/src/app` an application). */
const SYSTEM = /^(?:proc|sys|dev|var\/lib|usr\/(?:share|lib|lib64|libexec|include)|usr\/local\/(?:share|include|go))\//;

/** True for `node_modules/NAME/package.json` and `node_modules/@scope/NAME/package.json`: deeper ones are fixtures and markers. */
export function isInstalledManifest(path: string): boolean {
  if (!path.endsWith('/package.json')) return false;
  if (YARN.test(path)) return true;
  const start = path.startsWith(DEBIAN_MODULES) && !path.includes(MODULES) ? DEBIAN_MODULES.length : afterLastModules(path);
  if (start === -1) return false;
  const parts = path.slice(start).split('/');
  const name = parts[0] ?? '';
  return !name.startsWith('.') && parts.length === (name.startsWith('@') ? 3 : 2);
}

/** True for a package.json of an application: no package manager put it there. */
export function isApplicationManifest(path: string): boolean {
  return (path === 'package.json' || path.endsWith('/package.json')) && !isInstalledManifest(path) && isApplicationFile(path);
}

/** True for a path that lies neither in a tree of installed packages nor among the system's own files. */
export function isApplicationFile(path: string): boolean {
  return !FOREIGN.test(path) && !SYSTEM.test(path);
}

/** The outermost `node_modules` that a path lies in: `srv/app/node_modules`. Undefined outside of any. */
export function outermostModules(path: string): string | undefined {
  if (path.startsWith(DEBIAN_MODULES)) return DEBIAN_MODULES.slice(0, -1);
  const index = path.startsWith(MODULES) ? 0 : path.indexOf(`/${MODULES}`) + 1;
  return index === 0 && !path.startsWith(MODULES) ? undefined : path.slice(0, index + MODULES.length - 1);
}

function afterLastModules(path: string): number {
  const index = path.lastIndexOf(`/${MODULES}`);
  if (index !== -1) return index + 1 + MODULES.length;
  return path.startsWith(MODULES) ? MODULES.length : -1;
}
