/** The purl type of a package; picks feed and version order. */
export type PackageType = 'deb' | 'apk' | 'rpm' | 'npm' | 'pypi' | 'maven' | 'golang' | 'gem' | 'composer' | 'cargo' | 'nuget' | 'generic';

/** One installed package, as its own database states it: nothing inferred, nothing normalised but the spelling of the version. */
export interface Package {
  readonly type: PackageType;
  /** In the ecosystem's own spelling: npm with scope (`@a/b`), Maven `group:artifact`, Go the module path. */
  readonly name: string;
  /**
   * In the ecosystem's own spelling: deb with epoch (`1:2.3-4`), rpm `[epoch:]version-release`, Go with `v` (also stdlib: `v1.21.3`).
   * Empty if the package states none (a Go main module built from a checkout): it is listed and never matched.
   */
  readonly version: string;
  readonly arch?: string;
  /** The source package it was built from (deb, apk, rpm), if the database names one or implies it. */
  readonly source?: SourcePackage;
  /** rpm: the modularity label, whole: `nodejs:18:8090020231019133024:a75119d5:x86_64`. */
  readonly module?: string;
  /** Who built it, as the database says (rpm Vendor, deb Maintainer). */
  readonly vendor?: string;
  /** SPDX expressions or free text, as stated. Empty if the database says nothing. */
  readonly licenses: readonly string[];
  /** Where the evidence is, if not the analyzed file itself: `app.jar!/BOOT-INF/lib/x.jar`. */
  readonly path?: string;
  /** Needed at build or test time only. Absent = runtime. */
  readonly dev?: boolean;
  /**
   * Built from a source tree, not fetched from a registry (the application itself): listed and never matched, because the registry may know
   * another package by its name. Absent = fetched.
   */
  readonly local?: true;
}

export interface SourcePackage {
  readonly name: string;
  readonly version: string;
}
