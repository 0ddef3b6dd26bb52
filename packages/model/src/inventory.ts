import type { Digest } from './digest.ts';
import type { Problem } from './errors.ts';
import type { OperatingSystem } from './operating-system.ts';
import type { Package } from './package.ts';

/** What a subject is matched by: the package as the advisories of its ecosystem name it. */
export interface Subject {
  /** OSV ecosystem without suffix: `Debian`, `Alpine`, `npm`, `PyPI`, `Go`, `crates.io`. @see https://ossf.github.io/osv-schema/#defined-ecosystems */
  readonly ecosystem: string;
  /** The suffix, as OSV spells it: `12`, `v3.20`, `9`; empty where the ecosystem has none. */
  readonly release: string;
  /** Debian, Alpine and kin: the source package; rpm: the binary package; languages: the package. */
  readonly name: string;
  readonly version: string;
  /** `source` for source packages, else empty. */
  readonly arch: '' | 'source';
  /** rpm: `nodejs:18`; empty if not modular. */
  readonly module: string;
}

/** One package of a set with what the matcher asks for it. */
export interface Member {
  readonly package: Package;
  /** Undefined if it is not to be matched: owned by an operating-system package, no version, no known ecosystem. */
  readonly subject?: Subject;
  /** Where in the image, without a leading slash. */
  readonly path: string;
  /** Name of the operating-system package that installed it, if any: judged by the distribution's advisories only, so without a subject. */
  readonly owner?: string;
  /**
   * Its subject is already counted in the set of a lower layer of the same database (libssl3 below, openssl above: one source package).
   * The set lists the package and leaves the subject out, so that an image stays the sum of its sets.
   */
  readonly inherited?: true;
}

/** What the bytes can tell later: the functions that are linked into a Go binary, by package path. */
export interface SetFacts {
  readonly kind: 'go-symbols';
  /** `golang.org/x/crypto/ssh` -> `['NewClientConn', 'connection.clientHandshake']`; empty object if the symbol table is unreadable. */
  readonly symbols: Readonly<Record<string, readonly string[]>>;
}

/**
 * The packages that one package database brought with one layer, after whiteouts, ownership and scope are settled. A value: identified
 * by the digest of its canonical form, and shared by every image that has the same.
 */
export interface PackageSet {
  /** sha256 over analyzer, members, flags and facts in canonical order; equal sets have equal digests. */
  readonly digest: Digest;
  /** `os/dpkg@1`: analyzer id and version. */
  readonly analyzer: string;
  /** In canonical order; never empty. */
  readonly members: readonly Member[];
  readonly facts?: SetFacts;
}

/** A set where it stands in an image. */
export interface InventorySet {
  readonly set: PackageSet;
  /** The database: `var/lib/dpkg/status`, `srv/app/node_modules`. */
  readonly path: string;
  /** Index into the image's layers. */
  readonly layer: number;
}

/** `complete`: everything was read; `partial`: some of it (see the problems); `unsupported`: nothing that we can judge. */
export type Coverage = 'complete' | 'partial' | 'unsupported' | 'not-an-image';

/** A layer and the instruction that made it. */
export interface Layer {
  /** Of the blob as stored. */
  readonly digest: Digest;
  /** Of the unpacked tar. */
  readonly diffId: Digest;
  /** @see https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid */
  readonly chainId: Digest;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** From the history; empty if the image has none for it. */
  readonly instruction: string;
}

/** What is in an image. It never changes for the same bytes and the same analyzers. */
export interface Inventory {
  readonly os?: OperatingSystem;
  readonly layers: readonly Layer[];
  /** In layer order, then by path. */
  readonly sets: readonly InventorySet[];
  readonly coverage: Coverage;
  readonly problems: readonly Problem[];
  /** Of the analyzers and their versions: an inventory of another fingerprint is read again. */
  readonly fingerprint: string;
}
