import type { PackageManager } from './manager.ts';
import { quoteForShell } from './shell.ts';

/**
 * NuGet: a reference of the project itself, which wins over what its dependencies ask for.
 *
 * @see https://learn.microsoft.com/en-us/nuget/concepts/dependency-resolution
 */
export const nuget: PackageManager = {
  id: 'nuget',
  ecosystem: 'NuGet',
  lockFiles: ['packages.lock.json'],
  manifests: ['Directory.Packages.props'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) => {
    const start = manifest.toLowerCase().indexOf(`include="${name.toLowerCase()}"`);
    const open = start === -1 ? -1 : manifest.lastIndexOf('<', start);
    const close = start === -1 ? -1 : manifest.indexOf('>', start);
    return open === -1 || close === -1 ? undefined : manifest.slice(open, close + 1);
  },
  edits: ({ name, to }, manifest) => {
    const before = manifest === undefined ? undefined : nuget.declared(manifest.text, name);
    return [
      before === undefined
        ? {
            kind: 'override',
            file: 'the project file',
            before: '',
            after: `<PackageReference Include="${name}" Version="${to}" />`,
            command: `dotnet add package ${quoteForShell(name)} --version ${quoteForShell(to)}`,
          }
        : { kind: 'dependency', file: manifest!.path, before, after: `<PackageVersion Include="${name}" Version="${to}" />` },
    ];
  },
};
