import type { PackageManager } from './manager.ts';
import { quoteForShell } from './shell.ts';

/** Composer has no overrides: a dependency of a dependency is required by the application itself. @see https://getcomposer.org/doc/03-cli.md#require-r */
export const composer: PackageManager = {
  id: 'composer',
  ecosystem: 'Packagist',
  lockFiles: ['composer.lock'],
  manifests: ['composer.json'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) => requirementIn(manifest, name),
  edits: ({ name, to }, manifest) => {
    const before = manifest === undefined ? undefined : requirementIn(manifest.text, name);
    return [
      {
        kind: before === undefined ? 'override' : 'dependency',
        file: manifest?.path ?? 'composer.json',
        before: before ?? '',
        after: `${JSON.stringify(name)}: ${JSON.stringify(to)}`,
        command: `composer require --with-all-dependencies ${quoteForShell(`${name}:${to}`)}`,
      },
    ];
  },
};

/** `"monolog/monolog": "^1.0"`, found as text: a manifest that is no JSON is reported elsewhere. */
function requirementIn(manifest: string, name: string): string | undefined {
  const start = manifest.indexOf(`${JSON.stringify(name)}:`);
  if (start === -1) return undefined;
  const end = manifest.slice(start, start + 500).search(/[,}\n]/);
  return end === -1 ? undefined : manifest.slice(start, start + end).trim();
}
