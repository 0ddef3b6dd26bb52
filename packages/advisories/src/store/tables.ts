import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Epss, Vulnerability } from '@plimsoll/model';
import { type Database, open, type RootDatabase } from 'lmdb';
import type { AdvisoryDetails, AffectedEntry } from '../advisory.ts';
import type { ReleaseCycle } from '../feeds/end-of-life.ts';

/** The tables of one compiled store. One LMDB file holds them all. */
export interface Tables {
  readonly root: RootDatabase<unknown, string>;
  /** `[ecosystem, name]` -> what records say of it. */
  readonly packages: Database<readonly AffectedEntry[], [string, string]>;
  readonly advisories: Database<AdvisoryDetails, string>;
  /** Any name of a flaw -> the best one. */
  readonly aliases: Database<string, string>;
  readonly vulnerabilities: Database<Vulnerability, string>;
  /**
   * Best name -> its score. Beside `vulnerabilities`, not in them: all scores change every day, and say nothing about packages. Undefined in
   * a store that was built before there were scores.
   */
  readonly epss: Database<Epss, string> | undefined;
  /** Digests of the values of `packages` and `vulnerabilities`, so that two builds can be compared without decoding either. */
  readonly packageDigests: Database<string, [string, string]>;
  readonly vulnerabilityDigests: Database<string, string>;
  /** Ecosystem -> releases that records name. */
  readonly releases: Database<readonly string[], string>;
  readonly endOfLife: Database<readonly ReleaseCycle[], string>;
}

/** Opens the tables of a store file. A new file is created unless `readOnly`. */
export function openTables(path: string, { readOnly }: { readonly readOnly: boolean }): Tables {
  if (!readOnly) mkdirSync(dirname(path), { recursive: true });
  // Nothing reads a file that is being built, and it is synced before it is published: see build.ts.
  const root = open<unknown, string>({ path, noSubdir: true, readOnly, maxDbs: 12, noSync: !readOnly, overlappingSync: false });
  return {
    root,
    packages: root.openDB({ name: 'packages' }),
    advisories: root.openDB({ name: 'advisories', compression: true }),
    aliases: root.openDB({ name: 'aliases' }),
    vulnerabilities: root.openDB({ name: 'vulnerabilities', compression: true }),
    epss: root.openDB<Epss, string>({ name: 'epss' }),
    packageDigests: root.openDB({ name: 'package-digests' }),
    vulnerabilityDigests: root.openDB({ name: 'vulnerability-digests' }),
    releases: root.openDB({ name: 'releases' }),
    endOfLife: root.openDB({ name: 'end-of-life' }),
  };
}
