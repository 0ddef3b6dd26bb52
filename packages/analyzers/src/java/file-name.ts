const EXTENSION = /\.(?:jar|war|ear|par|sar|nar|jpi|hpi|kar|far|lpkg)$/i;
const VERSION_START = /-(?=[0-9]|[vrb][0-9])/;
/** `log4j-1.2-api-2.14.1`: the first number belongs to the name. */
const BRIDGE = /-[0-9][0-9.]{0,20}-api(?=-[0-9])/;
/** What names a variant of a release, not the release. */
const CLASSIFIER =
  /-(?:sources|javadoc|tests?|all|shaded|fat|uber|exec|boot|runner|standalone|nodep|jar-with-dependencies|natives-\w{1,30}|(?:linux|osx|windows)[-_]\w{1,30}(?:-fedora)?)$/;

/** True for a path that names a Java archive. */
export function isJavaArchive(path: string): boolean {
  return EXTENSION.test(path);
}

/** The last part of a path, without the extension: `spring-beans-5.3.17`. */
export function archiveStem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(EXTENSION, '');
}

/**
 * Splits a stem where a version begins: `spring-beans-5.3.17` is `spring-beans` and `5.3.17`. Classifiers (`-sources`, `-linux-x86_64`) belong
 * to neither, but `31.1-jre` is a version.
 *
 * @returns no version if none is in the name
 */
export function splitStem(stem: string): { artifact: string; version: string | undefined } {
  const bare = stem.slice(0, 300).replace(CLASSIFIER, '');
  const bridge = BRIDGE.exec(bare);
  const nameBytes = bridge === null ? 0 : bridge.index + bridge[0].length;
  const index = nameBytes + bare.slice(nameBytes).search(VERSION_START);
  return index <= 0 ? { artifact: bare, version: undefined } : { artifact: bare.slice(0, index), version: bare.slice(index + 1) };
}
