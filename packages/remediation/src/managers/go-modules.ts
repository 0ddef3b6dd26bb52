import { findLine } from './lines.ts';
import type { Edit, PackageManager } from './manager.ts';
import { quoteForShell } from './shell.ts';

/**
 * Go: `go get module@version` raises a requirement, direct or not. The standard library comes with the toolchain.
 *
 * @see https://go.dev/ref/mod#go-get
 */
export const goModules: PackageManager = {
  id: 'go',
  ecosystem: 'Go',
  lockFiles: ['go.sum'],
  manifests: ['go.mod'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) => {
    const line = findLine(manifest, (text) => moduleOf(text) === name);
    return line === undefined || line.endsWith('// indirect') ? undefined : line.replace(/^require\s+/, '');
  },
  edits: ({ name, from, to }, manifest): readonly Edit[] => {
    const file = manifest?.path ?? 'go.mod';
    if (name === 'stdlib') {
      const version = to.replace(/^v/, '');
      return [
        {
          kind: 'dependency',
          file,
          before: `toolchain go${from.at(-1)?.replace(/^v/, '') ?? ''}`,
          after: `toolchain go${version}`,
          command: `go get ${quoteForShell(`toolchain@go${version}`)}`,
        },
      ];
    }
    const before = manifest === undefined ? undefined : goModules.declared(manifest.text, name);
    return [
      {
        kind: before === undefined ? 'override' : 'dependency',
        file,
        before: before ?? `${name} ${from.at(-1) ?? ''} // indirect`,
        after: before === undefined ? `${name} ${to} // indirect` : `${name} ${to}`,
        command: `go get ${quoteForShell(`${name}@${to}`)}`,
      },
    ];
  },
};

/** The module of a line of a `require` block, or of a `require` of its own. */
function moduleOf(line: string): string | undefined {
  const [module, version] = line.replace(/^require\s+/, '').split(/\s+/, 2);
  return version?.startsWith('v') === true ? module : undefined;
}
