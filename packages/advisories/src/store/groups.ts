import type { Vulnerability } from '@plimsoll/model';
import type { AdvisoryDetails } from '../advisory.ts';
import type { AliasGroup, AliasGroups, NamedRecord } from '../alias-groups.ts';
import type { KevEntry } from '../feeds/kev.ts';
import { compareNames, isBundle } from '../names.ts';
import { rateGroup, type Rating } from '../ratings.ts';
import { batchesOf } from './batches.ts';
import { digestOf } from './digest.ts';
import type { Tables } from './tables.ts';

const BATCH = 1000;
const MAX_REFERENCES = 200;

/** Writes every alias group that a record speaks for, and its names. Returns the rating of each group by its id. */
export function writeGroups(
  tables: Tables,
  groups: AliasGroups,
  records: Iterable<NamedRecord>,
  kev: ReadonlyMap<string, KevEntry>,
): ReadonlyMap<string, Rating> {
  const ratings = new Map<string, Rating>();
  const speakers = speakersOf(groups, records);
  for (const batch of batchesOf(speakers, BATCH)) {
    tables.root.transactionSync(() => {
      for (const [group, ids] of batch) {
        const { vulnerability, rating } = describe(group, ids, tables, kev);
        ratings.set(group.id, rating);
        tables.vulnerabilities.putSync(group.id, vulnerability);
        tables.vulnerabilityDigests.putSync(group.id, digestOf(vulnerability));
        for (const name of group.names) tables.aliases.putSync(name, group.id);
      }
    });
  }
  return ratings;
}

function speakersOf(groups: AliasGroups, records: Iterable<NamedRecord>): Map<AliasGroup, string[]> {
  const speakers = new Map<AliasGroup, string[]>();
  for (const record of records) {
    for (const group of groups.groupsOf(record)) {
      const ids = speakers.get(group);
      if (ids === undefined) speakers.set(group, [record.id]);
      else ids.push(record.id);
    }
  }
  return speakers;
}

function describe(
  group: AliasGroup,
  ids: readonly string[],
  tables: Tables,
  kev: ReadonlyMap<string, KevEntry>,
): { vulnerability: Vulnerability; rating: Rating } {
  const details = ids
    .toSorted(compareNames)
    .map((id) => tables.advisories.get(id))
    .filter((record) => record !== undefined);
  const own = details.filter((record) => !isBundle(record.id));
  const bundles = details.filter((record) => isBundle(record.id));
  const rating = rateGroup(own, bundles);
  const spoken = own.length > 0 ? own : bundles;
  const exploited = group.names.map((name) => kev.get(name)).find((entry) => entry !== undefined);
  const published = spoken
    .map((record) => record.published)
    .filter((date) => date !== undefined)
    .toSorted()[0];
  const modified = spoken
    .map((record) => record.modified)
    .toSorted()
    .at(-1);
  return {
    rating,
    vulnerability: {
      id: group.id,
      aliases: group.names.filter((name) => name !== group.id).toSorted(),
      summary: textOf(spoken, 'summary'),
      details: textOf(spoken, 'details'),
      severity: rating.severity,
      ...(rating.cvss === undefined ? {} : { cvss: rating.cvss }),
      ...(exploited === undefined ? {} : { kev: exploited }),
      ...(published === undefined ? {} : { published }),
      ...(modified === undefined ? {} : { modified }),
      references: referencesOf(spoken),
      cwes: [...new Set(spoken.flatMap((record) => record.cwes))].toSorted(),
    },
  };
}

/** The text of the best-named record that has one. */
function textOf(records: readonly AdvisoryDetails[], field: 'summary' | 'details'): string {
  return records.find((record) => record[field] !== '')?.[field] ?? '';
}

function referencesOf(records: readonly AdvisoryDetails[]): Vulnerability['references'] {
  const byUrl = new Map(records.flatMap((record) => record.references).map((reference) => [reference.url, reference]));
  return [...byUrl.values()].slice(0, MAX_REFERENCES);
}
