import type { Justification, Problem } from '@plimsoll/model';

export type VexStatus = 'not_affected' | 'fixed' | 'affected' | 'under_investigation';

/** What a statement is about: a package by itself, or packages inside an image. */
export interface VexProduct {
  /** Every name it has: purls, digests (`sha256:..`), image names, URNs. Empty if it is only known by a CPE. */
  readonly ids: readonly string[];
  /** Purls of the parts that are meant; empty = all of it. */
  readonly subcomponents: readonly string[];
  /** Names of the image that the document as a whole is about, where it says so. Whoever chose an image to hold it against overrules it. */
  readonly within?: readonly string[];
}

/** Somebody says whether a vulnerability matters for a product. */
export interface VexStatement {
  /** The vulnerability under each name that the statement gives; at least one. */
  readonly vulnerabilities: readonly string[];
  readonly status: VexStatus;
  /** At least one. */
  readonly products: readonly VexProduct[];
  readonly justification: Justification;
  /** In the author's words; may be empty. */
  readonly reason: string;
  /** May be empty. */
  readonly author: string;
  /** The document it is in, as it was named. */
  readonly file: string;
  /** Where it stands there: `statements[3]`, counted from 0. */
  readonly place: string;
  /** ISO 8601, or empty: later statements count. */
  readonly timestamp: string;
}

/** A document of statements. */
export interface VexDocument {
  readonly statements: readonly VexStatement[];
  /** What could not be read or is about nothing, counted. */
  readonly problems: readonly Problem[];
}
