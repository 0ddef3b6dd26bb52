import type { InventorySet, Link, Member } from '@plimsoll/model';
import { schemeOf } from '@plimsoll/versions';
import { subjectText } from './edit-sets.ts';
import type { Match } from './finding-keys.ts';
import { inventoryOf, withVersion } from './simulate.ts';
import { lineOf } from './version-line.ts';

/** Versions that a package could move to; each was matched. */
export interface VersionChoice {
  /** The smallest version with the fewest findings, in the same line if one there has as few. Undefined if no version has fewer than now. */
  readonly best: string | undefined;
  /** The smallest version of the same line with the fewest findings. Undefined if none has fewer than now. */
  readonly sameLine: string | undefined;
}

interface Judged {
  readonly version: string;
  readonly links: readonly Link[];
}

/** Fixed versions lead to further ones; real packages need a handful of steps. */
const MAX_VERSIONS = 60;

/**
 * Chooses among the versions that end the ranges of a package's findings: each is asked about in its turn, for a fixed version of one flaw
 * may have another one.
 */
export function chooseVersion(member: Member, entry: InventorySet, match: Match): VersionChoice {
  const { subject } = member;
  const compare = subject === undefined ? undefined : comparatorOf(subject.ecosystem);
  if (subject === undefined || compare === undefined) return { best: undefined, sameLine: undefined };
  const now = linksOf(member, entry, match);
  const judged = new Map<string, Judged>();
  const waiting = fixesOf(now);
  for (let version = waiting.shift(); version !== undefined && judged.size < MAX_VERSIONS; version = waiting.shift()) {
    if (judged.has(version) || (compare(version, subject.version) ?? -1) <= 0) continue;
    const links = linksOf(withVersion(member, { subject: version, package: version }), entry, match);
    judged.set(version, { version, links });
    waiting.push(...fixesOf(links));
  }
  const better = [...judged.values()]
    .filter(({ links }) => links.length < now.length)
    .toSorted((a, b) => compare(a.version, b.version) ?? 0);
  const same = fewest(better.filter(({ version }) => lineOf(version) === lineOf(subject.version)));
  const best = fewest(better);
  return { best: same !== undefined && same.links.length === best?.links.length ? same.version : best?.version, sameLine: same?.version };
}

/** Findings of a member alone, as it is given. */
export function linksOf(member: Member, entry: InventorySet, match: Match): readonly Link[] {
  const wanted = member.subject === undefined ? '' : subjectText(member.subject);
  const { findings } = match(inventoryOf(member, entry));
  return findings.map(({ link }) => link).filter(({ subject }) => subjectText(subject) === wanted);
}

/** The order of an ecosystem's versions; its answer is undefined for a text that is no version. Undefined if the order is not known. */
export function comparatorOf(ecosystem: string): ((a: string, b: string) => number | undefined) | undefined {
  const scheme = schemeOf(ecosystem);
  if (scheme === undefined) return undefined;
  return (a, b) => {
    try {
      return scheme.compare(a, b);
    } catch {
      return undefined; // the matcher has told the problem
    }
  };
}

function fixesOf(links: readonly Link[]): string[] {
  return [...new Set(links.flatMap(({ fixedVersions }) => fixedVersions))];
}

/** The first of those with the fewest findings. */
function fewest(sorted: readonly Judged[]): Judged | undefined {
  return sorted.reduce<Judged | undefined>(
    (best, one) => (best === undefined || one.links.length < best.links.length ? one : best),
    undefined,
  );
}
