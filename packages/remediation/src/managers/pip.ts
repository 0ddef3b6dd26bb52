import { findLine } from './lines.ts';
import type { PackageManager } from './manager.ts';

/**
 * pip: the line of requirements.txt, or a line of a constraints file for what only dependencies ask for.
 *
 * @see https://pip.pypa.io/en/stable/user_guide/#constraints-files
 */
export const pip: PackageManager = {
  id: 'pip',
  ecosystem: 'PyPI',
  lockFiles: [],
  manifests: ['requirements.txt'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) => findLine(manifest, (line) => requirementName(line) === canonicalPython(name)),
  edits: ({ name, to }, manifest) => {
    const before = manifest === undefined ? undefined : pip.declared(manifest.text, name);
    const after = `${name}==${to}`;
    return before === undefined
      ? [{ kind: 'override', file: 'constraints.txt', before: '', after, command: 'pip install -c constraints.txt -r requirements.txt' }]
      : [{ kind: 'dependency', file: manifest!.path, before, after }];
  },
};

/** `Jinja2[async] >= 2.10 ; python_version > "3"` names `jinja2`; options and comments name nothing. */
export function requirementName(line: string): string | undefined {
  const name = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(line)?.[0];
  return name === undefined ? undefined : canonicalPython(name);
}

/** @see https://peps.python.org/pep-0503/#normalized-names */
export function canonicalPython(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
