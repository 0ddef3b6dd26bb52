import { findLine } from './lines.ts';
import type { PackageManager } from './manager.ts';
import { quoteForShell } from './shell.ts';

/**
 * Cargo: `cargo update --precise` moves one package of the lock file within what its dependents allow; past that the requirement of the
 * manifest must change first.
 *
 * @see https://doc.rust-lang.org/cargo/commands/cargo-update.html
 */
export const cargo: PackageManager = {
  id: 'cargo',
  ecosystem: 'crates.io',
  lockFiles: ['Cargo.lock'],
  manifests: ['Cargo.toml'],
  selectsByRange: true,
  nests: true,
  declared: (manifest, name) => findLine(manifest, (line) => line.startsWith(name) && /^\s*=/.test(line.slice(name.length))),
  edits: ({ name, from, to }, manifest) => {
    const before = manifest === undefined ? undefined : cargo.declared(manifest.text, name);
    const commands = from.map((version) => `cargo update -p ${quoteForShell(`${name}@${version}`)} --precise ${quoteForShell(to)}`);
    return [
      {
        kind: before === undefined ? 'override' : 'dependency',
        file: manifest?.path ?? (before === undefined ? 'Cargo.lock' : 'Cargo.toml'),
        before: before ?? from.map((version) => `${name} ${version}`).join(', '),
        after: before === undefined ? `${name} ${to}` : `${name} = ${JSON.stringify(to)}`,
        command: commands.join(' && '),
      },
    ];
  },
};
