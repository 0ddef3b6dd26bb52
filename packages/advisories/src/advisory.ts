import type { FixState, Severity } from '@plimsoll/model';

/** One event of a range's timeline, as OSV has it. `introduced: "0"` is below every version. @see https://ossf.github.io/osv-schema/#affectedrangesevents-fields */
export type RangeEvent =
  | { readonly introduced: string }
  | { readonly fixed: string }
  | { readonly lastAffected: string }
  /** Upper bound that no release need carry. */
  | { readonly limit: string };

/** Events of one range form one timeline, in any order; separate ranges are alternatives. */
export interface VersionRange {
  readonly type: 'SEMVER' | 'ECOSYSTEM';
  readonly events: readonly RangeEvent[];
}

/** Go: a package that a record limits itself to. */
export interface AffectedImport {
  readonly path: string;
  /** Empty: the whole package. */
  readonly symbols: readonly string[];
  /** GOOS values; absent = all. */
  readonly goos?: readonly string[];
}

/** What one record says about one package: the facts alone, before records are joined. */
export interface AffectedPackage {
  /** OSV ecosystem without suffix: `Debian`. */
  readonly ecosystem: string;
  /** The suffix: `12`, `v3.20`; empty where there is none. */
  readonly release: string;
  /** In the ecosystem's canonical spelling (PEP 503, lower case for NuGet and Packagist). */
  readonly name: string;
  /** GIT ranges are left out. */
  readonly ranges: readonly VersionRange[];
  readonly versions: readonly string[];
  readonly imports?: readonly AffectedImport[];
  /** rpm streams that it applies to: `nodejs:18`; empty = modular, stream unknown; absent = not modular. */
  readonly modules?: readonly string[];
  /** What the record says about a missing fix. */
  readonly fixState?: FixState;
  /** The record's own rating of this package. */
  readonly label?: Severity;
  readonly vectors?: readonly string[];
  /** RustSec: `unmaintained`, `unsound`, `notice`. Not a vulnerability. */
  readonly informational?: string;
}

/** One record of a feed in our shape. @see https://ossf.github.io/osv-schema/ */
export interface Advisory {
  /** `GHSA-..`, `DEBIAN-CVE-2026-1`, `ALSA-2023:0077`. */
  readonly id: string;
  readonly aliases: readonly string[];
  /** Records that this one derives from. */
  readonly upstream: readonly string[];
  readonly related: readonly string[];
  readonly summary: string;
  readonly details: string;
  /** CVSS vectors. */
  readonly vectors: readonly string[];
  /** The record's own rating in words, if it has one. */
  readonly label?: Severity;
  readonly cwes: readonly string[];
  /** ISO 8601. */
  readonly published?: string;
  readonly modified: string;
  readonly withdrawn?: string;
  readonly references: readonly { readonly type: string; readonly url: string }[];
  readonly affected: readonly AffectedPackage[];
}

/** What the store keeps of a record beside its ranges. */
export type AdvisoryDetails = Omit<Advisory, 'affected'>;

/** What the matcher reads: one record about one package, with the alias groups that the record speaks for. */
export interface AffectedEntry {
  /** Id of the record. */
  readonly advisory: string;
  /** One; several for a bundle such as a DSA or ALSA: a statement for each CVE. The severity is the one for this package. */
  readonly vulnerabilities: readonly { readonly id: string; readonly severity: Severity }[];
  readonly release: string;
  readonly ranges: readonly VersionRange[];
  readonly versions: readonly string[];
  readonly imports?: readonly AffectedImport[];
  /** See AffectedPackage. */
  readonly modules?: readonly string[];
  readonly fixState?: FixState;
}
