import { findLine } from './lines.ts';
import type { PackageManager } from './manager.ts';

/** Gradle: a strict constraint, which holds for transitive dependencies too. @see https://docs.gradle.org/current/userguide/dependency_constraints.html */
export const gradle: PackageManager = {
  id: 'gradle',
  ecosystem: 'Maven',
  lockFiles: ['gradle.lockfile', 'build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
  manifests: ['build.gradle', 'build.gradle.kts'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) => findLine(manifest, (line) => line.includes(`"${name}:`) || line.includes(`'${name}:`)),
  edits: ({ name, to }, manifest) => {
    const before = manifest === undefined ? undefined : gradle.declared(manifest.text, name);
    return [
      before === undefined
        ? {
            kind: 'override',
            file: manifest?.path ?? 'build.gradle',
            before: '',
            after: `dependencies { constraints { implementation("${name}") { version { strictly("${to}") } } } }`,
          }
        : { kind: 'dependency', file: manifest!.path, before, after: `implementation("${name}:${to}")` },
    ];
  },
};
