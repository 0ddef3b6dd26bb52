import type { Problem } from './errors.ts';
import type { Coverage } from './inventory.ts';
import type { Severity } from './severity.ts';

/** What one rule of a policy asks of an image. `kind` is stored and shown, so it never changes. */
export type Rule =
  /** Nothing that is known to be exploited (CISA KEV). */
  | { readonly kind: 'no-exploited' }
  /** What has a fix is fixed within so many days after it was first seen. Absent = no deadline for that severity. */
  | {
      readonly kind: 'fix-deadline';
      readonly criticalDays?: number | undefined;
      readonly highDays?: number | undefined;
      readonly mediumDays?: number | undefined;
    }
  /** At most so many open findings of a severity. Absent = any number. */
  | {
      readonly kind: 'severity-limit';
      readonly critical?: number | undefined;
      readonly high?: number | undefined;
      readonly medium?: number | undefined;
      readonly low?: number | undefined;
      /** Count only what has a fix. */
      readonly fixableOnly?: boolean | undefined;
    }
  /** No finding whose EPSS probability is higher; 0 to 1. */
  | { readonly kind: 'epss-limit'; readonly probability: number }
  /** The distribution still gets fixes. */
  | { readonly kind: 'supported-base' }
  /** What the image is built on is not outdated. */
  | { readonly kind: 'current-base' }
  /** Built on one of these: globs of `repository:tag`. */
  | { readonly kind: 'approved-bases'; readonly globs: readonly string[] }
  | { readonly kind: 'non-root' }
  | { readonly kind: 'no-secrets' }
  /** No package of such a name: globs. */
  | { readonly kind: 'banned-packages'; readonly globs: readonly string[] }
  /** No package under such a licence: globs, upper and lower case alike. */
  | { readonly kind: 'denied-licenses'; readonly globs: readonly string[] }
  /** Everything of the image could be read and compared. */
  | { readonly kind: 'complete-coverage' }
  | { readonly kind: 'signed' };

/** `unknown` is never a pass: the image was not read, or not wholly, or nobody can tell. */
export type PolicyState = 'pass' | 'violation' | 'unknown';

/** What images have to be like. */
export interface Policy {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** Comes with the product: it can be switched off, but not changed. */
  readonly builtIn: boolean;
  /** Which images it is for: every part that is given must fit; none = all. */
  readonly scope: PolicyScope;
  readonly rules: readonly Rule[];
  readonly enabled: boolean;
}

export interface PolicyScope {
  readonly connection?: number | undefined;
  readonly repositoryGlob?: string | undefined;
  /** One of the tags that reach the image. */
  readonly tagGlob?: string | undefined;
}

/** What one rule says of an image. */
export interface RuleResult {
  readonly rule: Rule['kind'];
  readonly state: PolicyState;
  /** A sentence without a full stop. */
  readonly message: string;
  /** Those that break it, or would next; at most 20. */
  readonly findings?: readonly FindingFact[];
  /** When it is broken, or was: ISO 8601. */
  readonly dueAt?: string;
}

/** An open finding, as far as policies ask. */
export interface FindingFact {
  readonly vulnerability: string;
  readonly package: string;
  readonly version: string;
  readonly severity: Severity;
  /** ISO 8601. */
  readonly firstSeenAt: string;
}

/** What policies know of an image. Findings that a decision hides are not among them. */
export interface PolicyFacts {
  readonly isRead: boolean;
  /** Absent until it is read. */
  readonly coverage?: Coverage;
  /** False: nothing was compared with anything yet. */
  readonly hasAdvisories: boolean;
  readonly problems: readonly Problem[];
  /** Of the configuration; empty = root. Absent = not known. */
  readonly user?: string;
  readonly open: Readonly<Partial<Record<Severity, { readonly findings: number; readonly fixable: number }>>>;
  readonly exploited: { readonly findings: number; readonly examples: readonly FindingFact[] };
  /** For each severity the one with a fix that was seen first. */
  readonly oldestFixable: Readonly<Partial<Record<Severity, FindingFact>>>;
  /** The open finding that is most likely exploited soon, if any has a probability. */
  readonly likeliest?: FindingFact & { readonly probability: number };
  /** Absent = the image was read before its configuration was checked. */
  readonly checks?: readonly { readonly id: string; readonly status: 'pass' | 'fail' | 'unknown'; readonly message: string }[];
  /** What it is built on, the nearest first; empty if nobody knows. Absent = not asked. */
  readonly bases?: readonly { readonly name: string; readonly outdated: boolean; readonly reasons: readonly string[] }[];
  /** Absent = not asked. */
  readonly packages?: readonly { readonly name: string; readonly version: string; readonly licenses: readonly string[] }[];
  /** Absent = it cannot be told. */
  readonly isSigned?: boolean;
}
