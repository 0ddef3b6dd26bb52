import { findLine } from './lines.ts';
import type { PackageManager } from './manager.ts';
import { canonicalPython, requirementName } from './pip.ts';
import { quoteForShell } from './shell.ts';

/**
 * uv: the application's own dependency, or a line of `override-dependencies`.
 *
 * @see https://docs.astral.sh/uv/reference/settings/#override-dependencies
 */
export const uv: PackageManager = {
  id: 'uv',
  ecosystem: 'PyPI',
  lockFiles: ['uv.lock'],
  manifests: ['pyproject.toml'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) =>
    findLine(manifest, (line) => /^["']/.test(line) && requirementName(line.slice(1)) === canonicalPython(name)),
  edits: ({ name, to }, manifest) => {
    const before = manifest === undefined ? undefined : uv.declared(manifest.text, name);
    const file = manifest?.path ?? 'pyproject.toml';
    const requirement = `${name}==${to}`;
    return before === undefined
      ? [{ kind: 'override', file, before: '', after: `[tool.uv]\noverride-dependencies = [${JSON.stringify(requirement)}]` }]
      : [{ kind: 'dependency', file, before, after: `${JSON.stringify(requirement)},`, command: `uv add ${quoteForShell(requirement)}` }];
  },
};
