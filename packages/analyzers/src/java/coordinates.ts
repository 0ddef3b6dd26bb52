/** What an archive is called in Maven repositories. */
export interface Coordinates {
  /** Undefined if nothing says it: an artifact alone names no package. */
  readonly group: string | undefined;
  readonly artifact: string;
  /** Empty if unknown. */
  readonly version: string;
}

const PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9._+~!-]{0,200}$/;
const NO_VERSIONS = new Set(['unspecified', 'unknown', 'null', 'undefined', 'none']);

/** True for a group or an artifact id. */
export function isCoordinate(text: string | undefined): text is string {
  return text !== undefined && PART.test(text);
}

/** True for a version that a build really set. */
export function isMavenVersion(text: string | undefined): text is string {
  return text !== undefined && VERSION.test(text) && !NO_VERSIONS.has(text.toLowerCase());
}

/** The name as advisories spell it, `group:artifact`; the artifact alone if the group is unknown. */
export function mavenName({ group, artifact }: Coordinates): string {
  return group === undefined ? artifact : `${group}:${artifact}`;
}
