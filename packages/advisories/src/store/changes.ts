import type { Database } from 'lmdb';
import { openTables } from './tables.ts';

/** What differs between two builds. */
export interface StoreChanges {
  /** Packages of which records say something else now: what must be matched again. */
  readonly packages: readonly { readonly ecosystem: string; readonly name: string }[];
  /** Flaws that are new, gone, or described differently, by their best name. */
  readonly vulnerabilities: readonly string[];
}

/** Compares two store files by the digests they hold. Without a former one, everything has changed. */
export async function compareStores(former: string | undefined, latter: string): Promise<StoreChanges> {
  const after = openTables(latter, { readOnly: true });
  const before = former === undefined ? undefined : openTables(former, { readOnly: true });
  try {
    return {
      packages: changedKeys(before?.packageDigests, after.packageDigests).map(([ecosystem, name]) => ({ ecosystem, name })),
      vulnerabilities: changedKeys(before?.vulnerabilityDigests, after.vulnerabilityDigests),
    };
  } finally {
    await before?.root.close();
    await after.root.close();
  }
}

function changedKeys<K extends string | [string, string]>(
  before: Database<string, K> | undefined,
  after: Database<string, K>,
): readonly K[] {
  const changed: K[] = [];
  for (const { key, value } of after.getRange()) if (before?.get(key) !== value) changed.push(key);
  if (before !== undefined) for (const key of before.getKeys()) if (after.get(key) === undefined) changed.push(key);
  return changed;
}
