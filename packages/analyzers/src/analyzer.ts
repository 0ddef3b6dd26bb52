import type { OperatingSystem, Package, Problem, SetFacts } from '@plimsoll/model';

/** A file held in memory. */
export interface LayerFile {
  /** Path in the image, `/`-separated, without a leading slash: `lib/apk/db/installed`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A large artefact: in memory up to a cap, else in a private temporary file. Only valid during `open`. */
export interface RandomAccessFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Up to `length` bytes from `offset`; fewer at the end of the file, none past it. */
  read(offset: number, length: number): Uint8Array;
}

/** Files that one operating-system package installed. */
export interface Ownership {
  /** Name of the package. */
  readonly owner: string;
  /** Without a leading slash; directories may be among them. */
  readonly paths: readonly string[];
}

export interface Analysis {
  /** In file order; empty if the database is empty. */
  readonly packages: readonly Package[];
  readonly problems: readonly Problem[];
  /** What operating-system packages installed; absent for language databases. */
  readonly ownership?: readonly Ownership[];
  /** Of os-release only. */
  readonly os?: OperatingSystem;
  /** Of Go binaries only. */
  readonly facts?: SetFacts;
}

interface AnalyzerBase {
  /** Stored with every result and shown to users, so it never changes: `os/apk`, `lang/npm`. */
  readonly id: string;
  /** Raise it when the same bytes give another result; cached results of lower versions are read again. */
  readonly version: number;
  /** Called for every path of every layer: string tests only. */
  matches(path: string): boolean;
  /**
   * The database that a file belongs to, where one database is many files: `srv/app/node_modules` for each package.json below it,
   * `var/lib/dpkg/status.d`. Files of one database and one layer make one package set. Absent: every file is a database of its own.
   */
  database?(path: string): string;
  /**
   * Lock files only: the database of what is really installed (`srv/app/node_modules` for `srv/app/package-lock.json`). Where the image has
   * it, the lock file's packages are dropped: a lock file proves intent, not presence.
   */
  supersededBy?(path: string): string;
}

/**
 * Reads one package database format. Context-free: it knows neither the distribution nor the other layers, so its result can be cached
 * under file digest + `id` + `version`.
 */
export interface MemoryAnalyzer extends AnalyzerBase {
  /** Never throws on bad input: a record that cannot be read becomes a problem, and the rest is still read. */
  analyze(file: LayerFile): Analysis;
}

/** For artefacts that need random access: archives, executables, binary databases. */
export interface RandomAccessAnalyzer extends AnalyzerBase {
  /** Decides by the first bytes (up to 64) whether a matching file is one of ours: `\x7fELF`. Absent: the path alone decides. */
  sniff?(head: Uint8Array): boolean;
  /** Never throws on bad input. Reads synchronously; the file is gone afterwards. */
  open(file: RandomAccessFile): Analysis;
}

export type Analyzer = MemoryAnalyzer | RandomAccessAnalyzer;

/** Nothing found, nothing wrong. */
export const NOTHING: Analysis = { packages: [], problems: [] };
