const RELEASE = /^go(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:(rc|beta)(\d{1,4}))?(?![\w.])/;

/**
 * The version of the standard library that a compiler of this version links, as semantic versioning spells it: `go1.21rc2` is
 * `v1.21.0-rc.2`. What vendors add (`go1.21.3 (Red Hat ..)`, `go1.22.1 X:loopvar`, `go1.20.4+patch`) is left out.
 *
 * @returns empty for a development version, which no advisory knows
 */
export function stdlibVersion(goVersion: string): string {
  const match = RELEASE.exec(goVersion);
  if (match === null) return '';
  const [, major, minor, patch = '0', stage, number] = match;
  return `v${major}.${minor}.${patch}${stage === undefined ? '' : `-${stage}.${number}`}`;
}
