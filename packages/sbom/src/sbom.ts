import type { OperatingSystem, Package, Problem } from '@plimsoll/model';

/** One package that a document lists. */
export interface SbomPackage {
  readonly package: Package;
  /** Where in the image, if the document says so; else empty. */
  readonly path: string;
  /** The document says that it is not to be matched, and why. */
  readonly unmatched?: string;
}

/** What somebody wrote down about an image: nothing of it was seen. */
export interface Sbom {
  /** `CycloneDX 1.6`, `SPDX 2.3` */
  readonly format: string;
  /** What the document is about, as it says; may be empty. */
  readonly name: string;
  /** `sha256:..` of the image, if the document says so; else empty. */
  readonly digest: string;
  /** The distribution of most of its operating-system packages. */
  readonly os?: OperatingSystem;
  /** In document order, each package once for each path. */
  readonly packages: readonly SbomPackage[];
  /** What could not be read, counted by kind. */
  readonly problems: readonly Problem[];
}
