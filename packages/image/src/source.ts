import type { Digest, Problem } from '@plimsoll/model';
import type { Readable } from 'node:stream';

/** @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly artifactType?: string;
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** Bytes exactly as stored: the digest is over them. */
export interface StoredManifest {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** Where image bytes come from: an OCI layout, a docker archive, ECR. */
export interface ImageSource {
  /** For people: `oci:../images`, `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web`. */
  readonly name: string;
  /** A network lies between: bytes with a wrong digest are worth one more try. Absent = the same bytes come every time. */
  readonly mayDiffer?: true;
  /**
   * The manifest or index that a reference (tag or digest; undefined = the only one) names, digest verified.
   *
   * @throws PlimsollError IMAGE_NOT_FOUND, DIGEST_MISMATCH, INVALID_MANIFEST
   */
  fetchManifest(reference: string | undefined): Promise<StoredManifest>;
  /** The bytes of a blob as stored, unverified: whoever reads them verifies. @throws PlimsollError BLOB_NOT_FOUND */
  openBlob(blob: Descriptor, options?: { signal?: AbortSignal }): Promise<Readable>;
  close(): Promise<void>;
}

/** A file that a layer holds and somebody wanted. Its content is only valid during the `onFile` call. */
export interface LayerEntry {
  /** `/`-separated, without a leading slash, `.` and `..` resolved. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Unix mode bits, setuid and setgid included. */
  readonly mode: number;
  /** sha256 of the content. */
  readonly digest: Digest;
  read(offset: number, length: number): Uint8Array;
  /** The whole content. @throws PlimsollError LIMIT_EXCEEDED if it is larger than `limits.memoryFileBytes`: use `read` */
  bytes(): Uint8Array;
}

/** What a layer changes beside the wanted files: enough to squash without a file tree. */
export interface LayerTree {
  /** Paths that the layer deletes from the layers below it, with all below them. */
  readonly whiteouts: readonly string[];
  /** Directories of which it hides everything in the layers below it. */
  readonly opaques: readonly string[];
  /**
   * Paths that hide the same path below, and what was below it: everything that `matches`, wanted or refused by `sniff`, symlinks, and plain
   * files near the root, which could replace a directory.
   */
  readonly shadows: readonly string[];
  /** Symlinks: path -> target as written (`lib -> usr/lib`). */
  readonly symlinks: Readonly<Record<string, string>>;
  /** Hard links to files that were handed on, and of wanted paths: path -> path of the target. */
  readonly hardLinks: Readonly<Record<string, string>>;
  /** Directories that it states itself, of those above the paths named here: a symlink below is replaced by them, not followed. */
  readonly directories: readonly string[];
  /** sha256 of the unpacked tar. Undefined if it was not unpacked to its end; `problems` says why. */
  readonly diffId?: Digest;
  readonly entries: number;
  readonly unpackedBytes: number;
  /** Unsafe names, limits, corrupt entries: the rest was read. */
  readonly problems: readonly Problem[];
}

/** Every bound on hostile input. */
export interface Limits {
  readonly manifestBytes: number;
  readonly configBytes: number;
  /** Unpacked bytes of one layer. */
  readonly layerBytes: number;
  /** Unpacked to stored, once more than 16 MiB are unpacked. */
  readonly layerRatio: number;
  readonly entries: number;
  readonly pathLength: number;
  /** One wanted file. */
  readonly fileBytes: number;
  /** A file larger than this is spooled to a private temporary file. */
  readonly memoryFileBytes: number;
  readonly layers: number;
  readonly indexDepth: number;
}
