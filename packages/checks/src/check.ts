import type { Layer, Severity } from '@plimsoll/model';
import type { FileFact } from './files/file-fact.ts';

/** What a check asks of an image's configuration; the `ImageConfig` of `@plimsoll/image` is one. */
export interface ImageSettings {
  /** Empty = root. */
  readonly user: string;
  /** `NAME=value` each. */
  readonly env: readonly string[];
  /** `8080/tcp` each, as written. */
  readonly exposedPorts: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** `['NONE']`: switched off. Undefined if the image does not say. */
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
}

/** A step of the build, as the image's history tells it. */
export interface BuildStep {
  /** As the builder wrote it, build arguments included: `RUN |1 VERSION=2 /bin/sh -c make # buildkit`. */
  readonly createdBy: string;
  /** As the Dockerfile has it: `RUN make`. */
  readonly instruction: string;
  /** Index of the layer it made. Undefined if it made none, or if the history does not fit the layers. */
  readonly layer?: number;
}

/** A fact about a file, where it stands in an image. */
export interface ImageFact {
  readonly fact: FileFact;
  /** Index of the layer that holds the file. */
  readonly layer: number;
  /** A later layer deletes or replaces it: it is no part of the final file system, but whoever pulls the image has its bytes. */
  readonly isDeleted: boolean;
}

/** What is known of the base of an image. */
export interface KnownBase {
  /** The lowest layers of the image that are the base's. */
  readonly layers: number;
  /** Its configuration and the length of its history: tells whose an ENV or a USER is. Absent = told by the history as far as that goes. */
  readonly settings?: ImageSettings;
  readonly steps?: number;
}

/** An image, as far as checks look at it. */
export interface CheckInput {
  readonly settings: ImageSettings;
  readonly layers: readonly Layer[];
  /** In order; empty if the image has no history. */
  readonly steps: readonly BuildStep[];
  readonly facts: readonly ImageFact[];
  /** True if not every layer could be read, or not every fact was kept: what was not found may still be there. */
  readonly isPartial: boolean;
  /** Undefined = nobody knows what the image is built on. */
  readonly base?: KnownBase;
  /** The tag by which the image was asked for; empty = by its digest. Undefined = not known. */
  readonly tag?: string;
  /** True if the registry lets its tags be moved. Undefined = not known. */
  readonly mutableTags?: boolean;
  /** Why the base is outdated: a sentence each, none if it is not. Undefined = not known. */
  readonly baseOutdated?: { readonly name: string; readonly reasons: readonly string[] };
}

/** Whose fault it is: of the image this one is built on, or of its own part. `unknown`: what it is built on is not known. */
export type Origin = 'base' | 'application' | 'unknown';

export type CheckStatus = 'pass' | 'fail' | 'unknown';

/** What a check says. A check that finds several things says several. */
export interface CheckResult {
  /** Id of the check. */
  readonly id: string;
  readonly status: CheckStatus;
  /** How bad it is, or would be. */
  readonly severity: Severity;
  /** Names the thing; secrets are redacted. */
  readonly message: string;
  /** Index of the layer that it lies in. Absent = no layer: the configuration, or the registry. */
  readonly layer?: number;
  /** Paths, instructions and redacted values, for people; at most 20. */
  readonly evidence: readonly string[];
  readonly origin: Origin;
}

/** What a check's `run` finds; the runner adds the rest. */
export interface Observation {
  readonly message: string;
  readonly status?: CheckStatus;
  /** Absent = that of the check. */
  readonly severity?: Severity;
  readonly layer?: number;
  readonly evidence?: readonly string[];
  readonly origin?: Origin;
}

/** One thing that is looked at: a value in `registry.ts`. */
export interface Check {
  /** Stored, shown and used in policies, so it never changes: `CIS-4.1`, `exposed-ssh`. */
  readonly id: string;
  /** What is right: `The image does not run as root`. */
  readonly title: string;
  /** What to do when it fails. */
  readonly remedy: string;
  readonly severity: Severity;
  /** Section of the CIS Docker Benchmark 1.6. */
  readonly cis?: string;
  readonly urls: readonly string[];
  /** What is wrong, or could not be told. Empty = it passes. */
  run(input: CheckInput): readonly Observation[];
}
