import type { AffectedEntry, AffectedPackage } from '../advisory.ts';
import type { AliasGroups } from '../alias-groups.ts';
import { isBundle } from '../names.ts';
import { ratePackage, type Rating } from '../ratings.ts';
import { batchesOf } from './batches.ts';
import type { RawTable, ReadRecord } from './records.ts';
import { digestOf } from './digest.ts';
import type { Tables } from './tables.ts';

const BATCH = 1000;

/** Joins what single records say into one value for each package, with groups and severities, and writes it with its digest. */
export function writePackages(
  tables: Tables,
  raw: RawTable,
  groups: AliasGroups,
  records: ReadonlyMap<string, ReadRecord>,
  ratings: ReadonlyMap<string, Rating>,
): void {
  const releases = new Map<string, Set<string>>();
  for (const batch of batchesOf(packagesOf(raw), BATCH)) {
    tables.root.transactionSync(() => {
      for (const { ecosystem, name, statements } of batch) {
        const entries = statements.flatMap(([id, list]) => list.map((affected) => toEntry(records.get(id), affected, groups, ratings)));
        const spoken = entries.filter((entry) => entry !== undefined);
        if (spoken.length === 0) continue;
        tables.packages.putSync([ecosystem, name], spoken);
        tables.packageDigests.putSync([ecosystem, name], digestOf(spoken));
        const known = releases.get(ecosystem) ?? new Set();
        for (const entry of spoken) known.add(entry.release);
        releases.set(ecosystem, known);
      }
    });
  }
  for (const [ecosystem, names] of releases) tables.releases.putSync(ecosystem, [...names].toSorted());
}

function toEntry(
  record: ReadRecord | undefined,
  affected: AffectedPackage,
  groups: AliasGroups,
  ratings: ReadonlyMap<string, Rating>,
): AffectedEntry | undefined {
  if (record === undefined) return undefined;
  const spoken = groups.groupsOf(record);
  const isAlone = spoken.length === 1 || !isBundle(record.id);
  const vulnerabilities = spoken.map((group) => {
    const rating = ratings.get(group.id) ?? { own: 'unknown', severity: 'unknown' };
    return { id: group.id, severity: ratePackage(record.label, affected, rating, isAlone) };
  });
  const { release, ranges, versions, imports, modules, fixState } = affected;
  return {
    advisory: record.id,
    vulnerabilities,
    release,
    ranges,
    versions,
    ...(imports === undefined ? {} : { imports }),
    ...(modules === undefined ? {} : { modules }),
    ...(fixState === undefined ? {} : { fixState }),
  };
}

interface PackageStatements {
  readonly ecosystem: string;
  readonly name: string;
  /** Record id and what it says, by id. */
  readonly statements: (readonly [string, readonly AffectedPackage[]])[];
}

function* packagesOf(raw: RawTable): Generator<PackageStatements, void> {
  let current: PackageStatements | undefined;
  for (const { key, value } of raw.getRange({ snapshot: true })) {
    const [ecosystem, name, id] = key;
    if (current?.ecosystem !== ecosystem || current.name !== name) {
      if (current !== undefined) yield current;
      current = { ecosystem, name, statements: [] };
    }
    current.statements.push([id, value]);
  }
  if (current !== undefined) yield current;
}
