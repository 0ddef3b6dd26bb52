/** A module that was built into a program. */
export interface GoModule {
  /** As the sources import it. */
  readonly path: string;
  /** With `v`; empty if it was built from a checkout. */
  readonly version: string;
  /** What stood in for it (`replace` in go.mod): the code that is really there. Its version is empty for a folder. */
  readonly replacement?: { readonly path: string; readonly version: string };
}

export interface GoModules {
  /** Import path of the main package; empty if unknown. */
  readonly mainPackage: string;
  readonly main: GoModule | undefined;
  /** In file order, which is sorted by path. */
  readonly dependencies: readonly GoModule[];
}

const MAX_MODULES = 20_000;
/** What the Go tool writes for a checkout without tags, which says nothing about releases. */
const NO_RELEASE = /^(?:\(devel\)|v0\.0\.0(?:-.*)?(?:\+dirty)?)?$/;

/**
 * Reads the module lines: `path`, `mod`, `dep` and `=>` (which replaces the module of the line above), fields separated by tabs.
 *
 * @see https://pkg.go.dev/runtime/debug#BuildInfo
 */
export function parseGoModules(text: string): GoModules {
  let mainPackage = '';
  let main: GoModule | undefined;
  const dependencies: GoModule[] = [];
  let above: 'mod' | 'dep' | undefined;
  for (const line of text.split('\n', MAX_MODULES)) {
    const [kind, path = '', version = ''] = line.split('\t', 4);
    if (kind === 'path') mainPackage = path;
    else if (kind === 'mod' && path !== '' && path !== 'command-line-arguments') {
      main = { path, version: NO_RELEASE.test(version) ? '' : version };
    } else if (kind === 'dep' && path !== '') dependencies.push({ path, version: version === '(devel)' ? '' : version });
    else if (kind === '=>' && path !== '') {
      const last = dependencies.at(-1);
      if (above === 'dep' && last !== undefined) dependencies[dependencies.length - 1] = { ...last, replacement: { path, version } };
      else if (above === 'mod' && main !== undefined) main = { ...main, replacement: { path, version } };
    }
    if (kind === 'mod' || kind === 'dep') above = kind;
  }
  return { mainPackage, main, dependencies };
}

/** The module whose code is there: the replacement, unless that is a folder, whose code is nobody's release. */
export function effectiveModule({ path, version, replacement }: GoModule): { path: string; version: string } {
  if (replacement === undefined) return { path, version };
  const isFolder = replacement.version === '' || /^(?:\.{1,2}\/|\/|[A-Za-z]:)/.test(replacement.path);
  return isFolder ? { path, version: '' } : replacement;
}
