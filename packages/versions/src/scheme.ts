/** The version order of one or more ecosystems. A plug-in is a value of this shape, listed in `registry.ts`. */
export interface VersionScheme {
  /** Stored as evidence and shown, so it never changes: `deb`, `pep440`. Also the name of its file. */
  readonly id: string;
  /** The OSV ecosystems that use it, without the release after the colon: `Debian`, not `Debian:12`. */
  readonly ecosystems: readonly string[];
  /** Where the order is written down. */
  readonly urls: readonly string[];
  /**
   * Orders two versions as the ecosystem's own tool does.
   *
   * @returns negative if `a` sorts first, 0 if the tool holds them equal, positive if `b` sorts first
   * @throws PlimsollError INVALID_VERSION for a text that the tool refuses
   */
  compare(a: string, b: string): number;
  /**
   * Orders an installed version against a bound of an advisory, where that is not `compare`: a vendor's mark on the installed
   * version (`2.0.1+cu118`) is ignored unless the bound has one too. Absent: use `compare`.
   */
  compareToBound?(installed: string, bound: string): number;
}
