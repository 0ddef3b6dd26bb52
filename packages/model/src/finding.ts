import type { Subject } from './inventory.ts';
import type { Severity } from './severity.ts';

export type LinkStatus = 'affected' | 'under_investigation';
export type FixState = 'available' | 'none' | 'wont_fix' | 'deferred' | 'end_of_life' | 'unknown';

/** Why a record speaks: what the comparator was asked and what it said. */
export interface Evidence {
  /** Id of the record: `DEBIAN-CVE-2026-1`, `GHSA-..`. */
  readonly advisory: string;
  /** The matching range, in words: `>= 1.0.0, < 1.2.3`, or `listed version 1.0.0`. */
  readonly range: string;
  /** The deciding comparison: `3.0.20-1~deb12u2 < 3.0.22-1~deb12u1`. */
  readonly comparison: string;
  /** Go: the packages and symbols that the record limits itself to. Empty symbols = the whole package; goos absent = every system. */
  readonly imports?: readonly { readonly path: string; readonly symbols: readonly string[]; readonly goos?: readonly string[] }[];
}

/** A subject has a vulnerability. Holds for every image with the subject, unless a verdict on the set takes it away. */
export interface Link {
  readonly subject: Subject;
  /** The best name of the alias group: CVE > GHSA > GO > RUSTSEC > PYSEC > others, oldest first. */
  readonly vulnerability: string;
  /** As judged for this package: the distribution's rating first. */
  readonly severity: Severity;
  readonly status: LinkStatus;
  readonly fixState: FixState;
  /** Versions that end a matching range, as the advisory spells them (Go with `v`), ascending. Empty = no fix. */
  readonly fixedVersions: readonly string[];
  /** At least one. */
  readonly evidence: readonly Evidence[];
}

/**
 * Why something is not affected: what OpenVEX knows, and `not_stated` for a statement that gives no such reason. The bytes of an image can
 * tell the first two; the others come from people.
 *
 * @see https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md#status-justifications
 */
export const JUSTIFICATIONS = [
  'vulnerable_code_not_present',
  'component_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
  'not_stated',
] as const;

export type Justification = (typeof JUSTIFICATIONS)[number];

/** What the bytes of a set say against a link. */
export interface Verdict {
  readonly subject: Subject;
  readonly vulnerability: string;
  readonly verdict: 'not_affected';
  readonly justification: Justification;
  /** In words: which packages or symbols were looked for and not found. */
  readonly evidence: string;
}

/** What EPSS expects of a flaw. @see https://www.first.org/epss/ */
export interface Epss {
  /** That it is exploited within 30 days, 0 to 1. */
  readonly probability: number;
  /** The part of all scored CVEs that are not more probable, 0 to 1. */
  readonly percentile: number;
  /** The day that the score is of: `2026-09-01`. */
  readonly date: string;
}

/** An alias group: one flaw under all its names. */
export interface Vulnerability {
  /** The best name. */
  readonly id: string;
  /** Every other name of the group, the ids of its records included. Sorted. */
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly details: string;
  readonly severity: Severity;
  /** Best vector (v4, v3.1, v3.0, v2) and its base score, if a record has one. */
  readonly cvss?: { readonly vector: string; readonly score: number };
  /** In CISA's catalogue of known exploited vulnerabilities. */
  readonly kev?: { readonly dateAdded: string; readonly dueDate: string; readonly ransomware: boolean };
  /** The highest of its CVEs, if one has a score. */
  readonly epss?: Epss;
  /** Earliest of its records, ISO 8601. */
  readonly published?: string;
  readonly modified?: string;
  readonly references: readonly { readonly type: string; readonly url: string }[];
  readonly cwes: readonly string[];
}
