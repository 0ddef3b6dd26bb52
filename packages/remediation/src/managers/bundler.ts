import { findLine } from './lines.ts';
import type { PackageManager } from './manager.ts';
import { quoteForShell } from './shell.ts';

/** Bundler has no overrides: a line of the Gemfile asks for a dependency of a dependency. @see https://bundler.io/man/gemfile.5.html */
export const bundler: PackageManager = {
  id: 'bundler',
  ecosystem: 'RubyGems',
  lockFiles: ['Gemfile.lock'],
  manifests: ['Gemfile'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) => findLine(manifest, (line) => line.startsWith(`gem '${name}'`) || line.startsWith(`gem "${name}"`)),
  edits: ({ name, to }, manifest) => {
    const before = manifest === undefined ? undefined : bundler.declared(manifest.text, name);
    return [
      {
        kind: before === undefined ? 'override' : 'dependency',
        file: manifest?.path ?? 'Gemfile',
        before: before ?? '',
        after: `gem "${name}", "${to}"`,
        command: `bundle update --conservative ${quoteForShell(name)}`,
      },
    ];
  },
};
