import type { PackageManager } from './manager.ts';

/**
 * Maven: an entry of `dependencyManagement`, which holds for direct and transitive dependencies alike.
 *
 * @see https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html#dependency-management
 */
export const maven: PackageManager = {
  id: 'maven',
  ecosystem: 'Maven',
  lockFiles: [],
  manifests: ['pom.xml'],
  selectsByRange: false,
  nests: false,
  declared: (manifest, name) => dependencyIn(manifest, name),
  edits: ({ name, to }, manifest) => {
    const before = manifest === undefined ? undefined : dependencyIn(manifest.text, name);
    const after = dependency(name, to);
    return [
      before === undefined
        ? {
            kind: 'override',
            file: manifest?.path ?? 'pom.xml',
            before: '',
            after: `<dependencyManagement><dependencies>${after}</dependencies></dependencyManagement>`,
          }
        : { kind: 'dependency', file: manifest!.path, before, after },
    ];
  },
};

const MAX_DEPENDENCIES = 10_000;

/** The `<dependency>` element of a name, as it is written. */
function dependencyIn(pom: string, name: string): string | undefined {
  const [group = '', artifact = ''] = name.split(':');
  let start = pom.indexOf('<dependency>');
  for (let count = 0; start !== -1 && count < MAX_DEPENDENCIES; count++) {
    const end = pom.indexOf('</dependency>', start);
    if (end === -1) return undefined;
    const element = pom.slice(start, end + '</dependency>'.length);
    if (textOf(element, 'groupId') === group && textOf(element, 'artifactId') === artifact) return element;
    start = pom.indexOf('<dependency>', end);
  }
  return undefined;
}

function textOf(element: string, tag: string): string | undefined {
  const start = element.indexOf(`<${tag}>`);
  const end = element.indexOf(`</${tag}>`, start);
  return start === -1 || end === -1 ? undefined : element.slice(start + tag.length + 2, end).trim();
}

function dependency(name: string, version: string): string {
  const [group = '', artifact = ''] = name.split(':');
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
}
