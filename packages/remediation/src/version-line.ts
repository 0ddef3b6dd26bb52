/**
 * The line in which a change of version promises to break nothing: the first number, and below 1.0 the first two (`4` of `4.17.21`, `0.31` of
 * `0.31.1`). The whole version where it does not start with a number.
 *
 * @see https://semver.org/#spec-item-4
 */
export function lineOf(version: string): string {
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  if (major === undefined) return version;
  return Number(major) === 0 ? `0.${minor ?? '0'}` : major;
}
