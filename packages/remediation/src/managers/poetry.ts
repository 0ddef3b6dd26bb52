import { findLine } from './lines.ts';
import type { PackageManager } from './manager.ts';
import { canonicalPython } from './pip.ts';
import { quoteForShell } from './shell.ts';

/**
 * Poetry has no overrides: a dependency of a dependency is asked for by the application itself.
 *
 * @see https://python-poetry.org/docs/cli/#add
 */
export const poetry: PackageManager = {
  id: 'poetry',
  ecosystem: 'PyPI',
  lockFiles: ['poetry.lock'],
  manifests: ['pyproject.toml'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) => findLine(manifest, (line) => keyOf(line) === canonicalPython(name)),
  edits: ({ name, to }, manifest) => {
    const before = manifest === undefined ? undefined : poetry.declared(manifest.text, name);
    return [
      {
        kind: before === undefined ? 'override' : 'dependency',
        file: manifest?.path ?? 'pyproject.toml',
        before: before ?? '',
        after: `${name} = ${JSON.stringify(to)}`,
        command: `poetry add ${quoteForShell(`${name}@${to}`)}`,
      },
    ];
  },
};

/** The key of `Jinja2 = "^2.10"`. */
function keyOf(line: string): string | undefined {
  const equals = line.indexOf('=');
  const key =
    equals === -1
      ? ''
      : line
          .slice(0, equals)
          .trim()
          .replace(/^"(.*)"$/, '$1');
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(key) ? canonicalPython(key) : undefined;
}
