/** What os-release says, unquoted. @see https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export interface OperatingSystem {
  /** `debian`, `alpine`, `almalinux`; empty if the file has no ID. */
  readonly id: string;
  /** ID_LIKE, split; empty if absent. */
  readonly idLike: readonly string[];
  /** VERSION_ID as written: `12`, `3.20.3`; empty on rolling releases. */
  readonly versionId: string;
  readonly codename?: string;
  /** PRETTY_NAME or NAME, for people. */
  readonly name: string;
}
