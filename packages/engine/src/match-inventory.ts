import type { AdvisoryStore } from '@plimsoll/advisories';
import { distributionProblems, judge, matchSubject } from '@plimsoll/matcher';
import { type Inventory, type InventorySet, type Link, type Member, type Problem, subjectKey, type Verdict } from '@plimsoll/model';
import { subjectMembers } from './subject-members.ts';

/** A link where it stands in an image. */
export interface Finding {
  readonly link: Link;
  /** The set in which its subject is counted. */
  readonly set: InventorySet;
  /** The members of the image that are this subject, whichever layer brought them. */
  readonly members: readonly Member[];
}

/** A link that the bytes of the set deny. */
export interface Denial {
  readonly verdict: Verdict;
  readonly link: Link;
  readonly set: InventorySet;
}

export interface MatchedInventory {
  /** In set order, then as the matcher gives them. */
  readonly findings: readonly Finding[];
  readonly notAffected: readonly Denial[];
  /** What the matcher could not compare; those of the inventory are not repeated. */
  readonly problems: readonly Problem[];
}

/** Matches every subject of an inventory once, and asks the sets with facts what they deny. */
export function matchInventory(inventory: Inventory, store: AdvisoryStore): MatchedInventory {
  const findings: Finding[] = [];
  const notAffected: Denial[] = [];
  const problems = new Map<string, Problem>();
  const note = (problem: Problem): unknown => problems.set(JSON.stringify(problem), problem);
  const membersOf = subjectMembers(inventory);
  const matched = new Map<string, readonly Link[]>();

  for (const set of inventory.sets) {
    const links = new Map<string, readonly Link[]>();
    for (const { subject, inherited } of set.set.members) {
      if (subject === undefined || inherited === true) continue;
      const key = subjectKey(subject);
      if (!matched.has(key)) {
        const answer = matchSubject(subject, store);
        matched.set(key, answer.links);
        answer.problems.forEach(note);
      }
      links.set(key, matched.get(key)!);
    }
    const all = [...links.values()].flat();
    const verdicts = set.set.facts === undefined ? [] : judge(set.set.facts, all);
    const denied = new Map(verdicts.map((verdict) => [linkKey(verdict), verdict]));
    for (const link of all) {
      const verdict = denied.get(linkKey(link));
      if (verdict === undefined) findings.push({ link, set, members: membersOf(set, link.subject) });
      else notAffected.push({ verdict, link, set });
    }
  }
  distributionProblems(inventory.os, packagesOf(inventory), store).forEach(note);
  return { findings, notAffected, problems: [...problems.values()] };
}

function linkKey({ subject, vulnerability }: Link | Verdict): string {
  return `${subjectKey(subject)}\0${vulnerability}`;
}

function packagesOf({ sets }: Inventory): Member['package'][] {
  return sets.flatMap(({ set }) => set.members.map((member) => member.package));
}
