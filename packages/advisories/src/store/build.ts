import { open as openFile, rm } from 'node:fs/promises';
import { open } from 'lmdb';
import type { AffectedPackage } from '../advisory.ts';
import { AliasGroups } from '../alias-groups.ts';
import type { ReleaseCycle } from '../feeds/end-of-life.ts';
import type { KevEntry } from '../feeds/kev.ts';
import { writeGroups } from './groups.ts';
import { writeEpss } from './epss.ts';
import { writePackages } from './packages.ts';
import { type BuiltFeed, FeedReader, type RawTable, type ReadHooks } from './records.ts';
import { openTables, type Tables } from './tables.ts';

/** What a store is compiled from. */
export interface BuildInput extends ReadHooks {
  /** The archive of each ecosystem. */
  readonly feeds: readonly { readonly id: string; readonly path: string }[];
  readonly kev: ReadonlyMap<string, KevEntry>;
  /** Path of the file of EPSS scores, if there is one. */
  readonly epss?: string | undefined;
  readonly endOfLife: ReadonlyMap<string, readonly ReleaseCycle[]>;
}

/** What came of it. */
export interface BuildResult {
  /** Distinct records. */
  readonly records: number;
  readonly feeds: readonly BuiltFeed[];
}

/**
 * Compiles the records of all feeds into a new store file. Records are streamed: what is kept in memory is their names, not their ranges or texts.
 * A record that cannot be read is counted and left out.
 *
 * @throws PlimsollError FEED_INVALID if an archive cannot be read, CANCELLED
 */
export async function buildStore(target: string, input: BuildInput): Promise<BuildResult> {
  const tables = openTables(target, { readOnly: false });
  const scratchPath = `${target}.scratch`;
  const scratch = open<readonly AffectedPackage[], [string, string, string]>({ path: scratchPath, noSubdir: true, noSync: true });
  let isComplete = false;
  try {
    const result = await compile(tables, scratch, input);
    isComplete = true;
    return result;
  } finally {
    await scratch.close();
    await tables.root.close();
    await removeFile(scratchPath);
    await (isComplete ? sync(target) : removeFile(target));
  }
}

async function compile(tables: Tables, scratch: RawTable, input: BuildInput): Promise<BuildResult> {
  const reader = new FeedReader(tables.root, tables.advisories, scratch, input);
  const feeds = [];
  for (const feed of input.feeds) feeds.push(await reader.read(feed));
  const groups = new AliasGroups();
  for (const record of reader.records.values()) groups.add(record);
  const ratings = writeGroups(tables, groups, reader.records.values(), input.kev);
  writePackages(tables, scratch, groups, reader.records, ratings);
  if (input.epss !== undefined) feeds.push(await writeEpss(tables, groups, input.epss));
  for (const [product, cycles] of input.endOfLife) tables.endOfLife.putSync(product, cycles);
  return { records: reader.records.size, feeds };
}

async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}-lock`, { force: true });
}

async function sync(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
