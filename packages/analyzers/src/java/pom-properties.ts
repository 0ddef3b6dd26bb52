import { type Coordinates, isCoordinate, isMavenVersion } from './coordinates.ts';

/** Where Maven puts what it knows of an archive. Other folders hold test data. */
const PATH = /^META-INF\/maven\/([^/]{1,200})\/([^/]{1,200})\/pom\.(properties|xml)$/i;

/** The group and artifact that the path of a pom.properties or pom.xml states; undefined for any other path. */
export function pomPath(path: string): { group: string; artifact: string; kind: 'properties' | 'xml' } | undefined {
  const [, group, artifact, kind] = PATH.exec(path) ?? [];
  if (!isCoordinate(group) || !isCoordinate(artifact)) return undefined;
  return { group, artifact, kind: kind?.toLowerCase() === 'xml' ? 'xml' : 'properties' };
}

/**
 * Reads a pom.properties; what it leaves out is taken from its path.
 *
 * @returns undefined if it states no version
 * @see https://maven.apache.org/shared/maven-archiver/#pom-properties-content
 */
export function parsePomProperties(bytes: Uint8Array, path: { group: string; artifact: string }): Coordinates | undefined {
  const values = new Map<string, string>();
  for (const line of new TextDecoder().decode(bytes).split(/\r\n|\n|\r/, 1000)) {
    const separator = line.search(/[=:]/);
    if (separator > 0 && !/^[#!]/.test(line)) values.set(line.slice(0, separator).trim(), line.slice(separator + 1).trim());
  }
  const group = values.get('groupId');
  const artifact = values.get('artifactId');
  const version = values.get('version');
  if (!isMavenVersion(version)) return undefined;
  return { group: isCoordinate(group) ? group : path.group, artifact: isCoordinate(artifact) ? artifact : path.artifact, version };
}
