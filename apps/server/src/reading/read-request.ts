import type { EcrTarget } from '@plimsoll/ecr';
import type { BuildMaterial } from '@plimsoll/image';
import type { Answer } from '../processes/answer.ts';
import type { ImageConfig, StoredCheckResult } from '@plimsoll/db';
import type { Digest, Inventory, Problem } from '@plimsoll/model';

/** One image or index to be read, for a reader process. Plain data: it crosses processes. */
export interface ReadRequest {
  readonly target: EcrTarget;
  readonly repository: string;
  readonly digest: Digest;
  /** Tells signatures and attestations that only their tag gives away. */
  readonly tag: string | undefined;
}

/** What a manifest turned out to be, and what is in it. */
export type ReadResult =
  | {
      readonly kind: 'image';
      readonly inventory: Inventory;
      readonly platform: string;
      readonly config: ImageConfig;
      readonly checks: readonly StoredCheckResult[];
    }
  | { readonly kind: 'index'; readonly children: readonly ReadChild[]; readonly problems: readonly Problem[] }
  | { readonly kind: 'not-an-image'; readonly what: string };

export interface ReadChild {
  readonly digest: Digest;
  readonly platform: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Images that took part in its build, as its attestation says; empty if it has none. */
  readonly materials: readonly BuildMaterial[];
}

/** What a reader says while it reads. */
export interface ReadUpdate {
  readonly layersDone: number;
  readonly layers: number;
  /** Fetched since the last update; what the cache knew is not fetched. */
  readonly bytesFetched: number;
  readonly isSlowed: boolean;
}

/** From the pool to a process: `open` comes first. */
export type ToReader =
  | { readonly type: 'open'; readonly databaseUrl: string }
  | { readonly type: 'read'; readonly request: ReadRequest }
  | { readonly type: 'abort' };

/** From a process to the pool. */
export type FromReader = { readonly type: 'update'; readonly update: ReadUpdate } | Answer<ReadResult>;
