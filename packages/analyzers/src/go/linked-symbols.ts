import { parseFunctionName } from './function-name.ts';
import { effectiveModule, type GoModules } from './modules.ts';

/** Symbols beyond this many would make a result too large to keep. */
export const MAX_SYMBOLS = 500_000;

/**
 * The functions of the program's modules and of the standard library, by import path; each list and the paths are sorted. A replaced module
 * stands under the path of its replacement, which is what advisories name. The main package stands under its import path.
 *
 * @returns undefined if there are more than `MAX_SYMBOLS`
 */
export function linkedSymbols(names: Iterable<string>, modules: GoModules): Record<string, string[]> | undefined {
  const replaced = pathsByModule(modules);
  const symbols = new Map<string, Set<string>>();
  const paths = new Map<string, string | undefined>();
  let count = 0;
  for (const name of names) {
    const parsed = parseFunctionName(name);
    if (parsed === undefined) continue;
    const { packagePath, symbol } = parsed;
    if (!paths.has(packagePath)) paths.set(packagePath, advisoryPath(packagePath, modules.mainPackage, replaced));
    const path = paths.get(packagePath);
    if (path === undefined) continue;
    const known = symbols.get(path) ?? new Set();
    symbols.set(path, known);
    if (!known.has(symbol) && ++count > MAX_SYMBOLS) return undefined;
    known.add(symbol);
  }
  const sorted = [...symbols].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([path, list]) => [path, [...list].toSorted()]));
}

function pathsByModule({ main, dependencies }: GoModules): ReadonlyMap<string, string> {
  const modules = [...dependencies, ...(main === undefined ? [] : [main])];
  return new Map(modules.map((module) => [module.path, effectiveModule(module).path]));
}

const IMPORT_PATH = /^[\w.~\-/+]{1,500}$/;
/** Shorter ones are text that looks like a name; `go` is the compiler's own (`go.buildid`), and a folder of packages. */
const STANDARD = /^(?!go$)[a-z][a-z0-9]+(?:\/|$)/;

/** The path as advisories know it; undefined for what belongs to no module of the program. */
function advisoryPath(packagePath: string, mainPackage: string, modules: ReadonlyMap<string, string>): string | undefined {
  if (packagePath === 'main') return mainPackage === '' ? undefined : mainPackage;
  if (!IMPORT_PATH.test(packagePath)) return undefined;
  for (let end = packagePath.length; end > 0; end = packagePath.lastIndexOf('/', end - 1)) {
    const path = modules.get(packagePath.slice(0, end));
    if (path !== undefined) return path + packagePath.slice(end);
  }
  return STANDARD.test(packagePath) ? packagePath : undefined;
}
